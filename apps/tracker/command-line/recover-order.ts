import { CommandBus } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AccountReader, CodeOffers, RecordOnAccount } from '@minutebook/accounts';
import { londonDateOf } from '@minutebook/kernel';
import { newRandomId, type Clock, type CommandOutcome, type CommandRequest } from '@minutebook/kernel/recording';
import { SYSTEM_ACTOR } from '../system-actor';
import { OrderRefused } from './control-socket';
import type { OptionsKnown } from './options';

/** What `npm run recover` takes. */
export const RECOVER_OPTIONS: OptionsKnown = { known: ['account'], flags: ['second-factor', 'administrator'] };

/**
 * For when no administrator can sign in any more, or none is left: whoever has the machine gets a code for an account, may
 * take its second factor away, and may make it an administrator. The trail says that it came from the command line.
 */
export async function recover(
  app: NestFastifyApplication,
  clock: Clock,
  options: Readonly<Record<string, string>>,
): Promise<string> {
  const id = options['account'] ?? '';
  const known = await app.get(AccountReader).read(id);
  if (!known) throw new OrderRefused(`There is no account "${id}". The page "People" shows the id of each.`);
  const request = (): CommandRequest => ({
    commandId: newRandomId(),
    actor: SYSTEM_ACTOR,
    origin: 'system',
    via: 'cli',
  });
  if (options['second-factor'] === 'yes' && known.state.secondFactor) {
    const outcome = await app
      .get(CommandBus)
      .execute<RecordOnAccount, CommandOutcome>(new RecordOnAccount(id, { type: 'remove-second-factor' }, request()));
    if ('refused' in outcome) throw new OrderRefused(outcome.refused.message);
  }
  if (options['administrator'] === 'yes') {
    const from = londonDateOf(clock.now());
    const grant = { grantId: newRandomId(), role: 'administrator', scope: { kind: 'council' }, from } as const;
    const outcome = await app
      .get(CommandBus)
      .execute<RecordOnAccount, CommandOutcome>(new RecordOnAccount(id, { type: 'grant-role', ...grant }, request()));
    if ('refused' in outcome && outcome.refused.rule !== 'role-already-held')
      throw new OrderRefused(outcome.refused.message);
  }
  const type = known.state.password ? 'offer-reset' : 'invite';
  const made = await app.get(CodeOffers, { strict: false }).make(id, type, request());
  if ('refused' in made) throw new OrderRefused(made.refused.message);
  return made.code ?? '';
}
