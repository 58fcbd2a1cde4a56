import { CommandBus } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AccountReader, DemonstrationTokens, newToken, OfferedAccounts, RecordOnAccount } from '@minutebook/accounts';
import { newRandomId, type CommandOutcome } from '@minutebook/kernel/recording';
import { SYSTEM_ACTOR } from '../system-actor';
import type { OpenRecord } from '../record/record';
import { OrderRefused } from './control-socket';
import type { OptionsKnown } from './options';

/** What `npm run token` takes. */
export const TOKEN_OPTIONS: OptionsKnown = { known: ['account', 'name', 'access', 'days'], needed: ['account'] };

const DAY = 24 * 60 * 60 * 1000;

/**
 * A token of the API. In a demonstration of any account, without an event; elsewhere of a service's account only, with
 * an event that names the command line: people make their own tokens on their own page.
 */
export async function issueToken(
  app: NestFastifyApplication,
  record: OpenRecord,
  options: Readonly<Record<string, string>>,
): Promise<string> {
  const id = options['account'] ?? '';
  const known = await app.get(AccountReader).read(id);
  if (record.demonstration) {
    if (known) return app.get(DemonstrationTokens).issue(id);
    const offered = app.get(OfferedAccounts).all.map((account) => account.id);
    throw new OrderRefused(`There is no account "${id}". Name one of: ${offered.join(', ')}.`);
  }
  if (!known) throw new OrderRefused(`There is no account "${id}". The page "People" shows the id of each.`);
  if (known.state.kind !== 'service')
    throw new OrderRefused(
      'Tokens are made here for services only. A person signs in and makes tokens on the page "My account".',
    );
  const now = record.systemClock.now();
  const { token, hash } = newToken(id);
  const outcome = await app.get(CommandBus).execute<RecordOnAccount, CommandOutcome>(
    new RecordOnAccount(
      id,
      {
        type: 'issue-token',
        tokenId: newRandomId(),
        tokenHash: hash,
        name: options['name'] ?? 'From the command line',
        access: accessOf(options['access']),
        expiresAt: now + daysOf(options['days']) * DAY,
        now,
      },
      { commandId: newRandomId(), actor: SYSTEM_ACTOR, origin: 'system', via: 'cli' },
    ),
  );
  if ('refused' in outcome) throw new OrderRefused(outcome.refused.message);
  return token;
}

function accessOf(text = 'read'): 'read' | 'write' {
  if (text !== 'read' && text !== 'write') throw new OrderRefused(`--access must be read or write, not "${text}".`);
  return text;
}

function daysOf(text = '90'): number {
  if (!/^[1-9]\d{0,2}$/.test(text) || Number(text) > 366)
    throw new OrderRefused(`--days must be a whole number from 1 to 366, not "${text}".`);
  return Number(text);
}
