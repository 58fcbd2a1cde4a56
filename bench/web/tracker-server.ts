import type { AddressInfo } from 'node:net';
import { CommandBus } from '@nestjs/cqrs';
import { newToken, RecordOnAccount, SESSION_COOKIE, Sessions } from '@minutebook/accounts';
import { RecordOnAction } from '@minutebook/action-plans';
import { newRandomId, type CommandOutcome, type CommandRequest } from '@minutebook/kernel/recording';
import { openMinutebook, type Running } from '../../apps/tracker/minutebook';
import { vaultOf } from '../../apps/tracker/record/record';
import { SYSTEM_ACTOR } from '../../apps/tracker/system-actor';
import { LOCAL_SIGN_IN } from '../../apps/tracker/sign-in-settings';
import { median } from '../comparison';
import { Chance } from '../history/chance';
import { placeOf } from '../history/data-sets';
import { actionId } from '../history/made-history';
import { commentary } from '../history/wording';
import type { OpenSide, SideOptions } from '../open-side';
import { many } from '../smoke';

/** Where a server answers, the API token of an account that may report progress, and the cookie of a signed-in reader. */
export interface ServerAddress {
  readonly port: number;
  readonly token: string;
  readonly cookie: string;
}

/** Commands whose events are waited for. */
const WAITED_FOR = many(300, 5);

/** The product itself, as it is served, on a record that may be written to. */
export async function openTracker({ folder }: SideOptions): Promise<OpenSide> {
  const settings = {
    ...placeOf(folder),
    vault: vaultOf(placeOf(folder)),
    empty: false,
    host: '127.0.0.1',
    port: 0,
    publicUrl: 'http://127.0.0.1',
    trustProxy: false,
    mail: { engine: 'none' } as const,
    demonstrationPublic: true,
    signIn: LOCAL_SIGN_IN,
    sessionSecret: Buffer.alloc(32, 9),
    masterKeyFile: undefined,
    logLevel: 'warn',
    // The load comes with one token.
    apiRequestsPerMinute: 1_000_000,
    policies: false,
    warnings: [],
  };
  const running = await openMinutebook(settings);
  await running.app.listen(0, '127.0.0.1');
  const { port } = running.app.getHttpServer().address() as AddressInfo;
  await openAccount(running, ACCOUNT, 'action-lead');
  await openAccount(running, READER, 'reader');
  const address = async (): Promise<ServerAddress> => ({
    port,
    token: await tokenOf(running),
    cookie: await cookieOf(running),
  });
  return { works: { address, delay: () => delayOfEvents(running) }, close: () => running.stop() };
}

/** The account whose token the clients of the API bring, and the one whose session those of the pages bring. */
const ACCOUNT = 'demo-action-lead';
const READER = 'demo-reader';
const DAY = 24 * 60 * 60 * 1000;

/** An account with its role; a record that was measured before has it already. */
async function openAccount({ app }: Running, id: string, role: 'action-lead' | 'reader'): Promise<void> {
  const grant = { grantId: role, role, scope: { kind: 'council' }, from: '2009-01-01' } as const;
  const input = { type: 'open', id, kind: 'person', title: role, grants: [grant] } as const;
  await app.get(CommandBus).execute(new RecordOnAccount(id, input, { ...request(), actor: SYSTEM_ACTOR }));
}

/** The session that a sign-in would begin: a made record has no passwords. */
async function cookieOf({ app }: Running): Promise<string> {
  const sessions = app.get(Sessions);
  return `${SESSION_COOKIE}=${await sessions.seal(sessions.begin(READER))}`;
}

async function tokenOf({ app, record }: Running): Promise<string> {
  const now = record.systemClock.now();
  const { token, hash } = newToken(ACCOUNT);
  const lasting = { expiresAt: now + DAY, now };
  const input = {
    ...({ type: 'issue-token', tokenId: newRandomId(), tokenHash: hash, name: 'Bench', access: 'write' } as const),
    ...lasting,
  };
  await app.get(CommandBus).execute(new RecordOnAccount(ACCOUNT, input, { ...request(), actor: SYSTEM_ACTOR }));
  return token;
}

/** The median time, in ms, from a command's answer until its event stands in every read model. */
async function delayOfEvents({ app, record }: Running): Promise<number> {
  const commands = app.get(CommandBus);
  const chance = new Chance(1);
  const delays: number[] = [];
  for (let number = 0; number < WAITED_FOR; number++) {
    const outcome = await commands.execute<RecordOnAction, CommandOutcome>(
      new RecordOnAction(
        actionId(number),
        { type: 'report-progress', reportId: newRandomId(), rag: 'amber', commentary: commentary(chance, 200, 0) },
        request(),
      ),
    );
    const answered = performance.now();
    if ('refused' in outcome) throw new Error(`The command was refused: ${outcome.refused.rule}`);
    const { stream, revision } = outcome.done;
    if (!(await record.readModels.waitFor(stream, revision, 2_000))) throw new Error('The event never came');
    delays.push(performance.now() - answered);
  }
  return median(delays);
}

function request(): CommandRequest {
  return {
    commandId: newRandomId(),
    actor: { account: 'demo-action-lead', role: 'action-lead', grant: 'demonstration-1@0' },
    origin: 'user',
    via: 'api',
  };
}
