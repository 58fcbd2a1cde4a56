import type { AddressInfo } from 'node:net';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTokens } from '@minutebook/accounts';
import { RecordOnAction } from '@minutebook/action-plans';
import { newRandomId, type CommandOutcome, type CommandRequest } from '@minutebook/kernel/recording';
import { DemonstrationDirectory } from '../../apps/tracker/demonstration/demonstration-directory';
import { openMinutebook, type Running } from '../../apps/tracker/minutebook';
import { median } from '../comparison';
import { Chance } from '../history/chance';
import { placeOf } from '../history/data-sets';
import { actionId } from '../history/made-history';
import { commentary } from '../history/wording';
import type { OpenSide, SideOptions } from '../open-side';

/** Where a server answers, and the API token of an account that may report progress. */
export interface ServerAddress {
  readonly port: number;
  readonly token: string;
}

/** Commands whose events are waited for. */
const WAITED_FOR = 300;

/** The product itself, as it is served, on a record that may be written to. */
export async function openTracker({ folder }: SideOptions): Promise<OpenSide> {
  const settings = {
    ...placeOf(folder),
    empty: false,
    host: '127.0.0.1',
    port: 0,
    publicUrl: 'http://127.0.0.1',
    trustProxy: false,
    demonstrationPublic: true,
    sessionSecret: Buffer.alloc(32, 9),
    masterKeyFile: undefined,
    logLevel: 'warn',
  };
  const running = await openMinutebook(settings, undefined, new DemonstrationDirectory());
  await running.app.listen(0, '127.0.0.1');
  const { port } = running.app.getHttpServer().address() as AddressInfo;
  const address = async (): Promise<ServerAddress> => ({
    port,
    token: running.app.get(ApiTokens).issue('demo-action-lead'),
  });
  return { works: { address, delay: () => delayOfEvents(running) }, close: () => running.stop() };
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
