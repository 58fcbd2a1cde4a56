import { ReadModels } from '@minutebook/kernel/read-models';
import type { Running } from '../minutebook';
import { OrderRefused, type CarryOut, type Order } from './control-socket';
import { importPlan } from './import-order';
import { recover } from './recover-order';
import { issueToken } from './token-order';

type Carrying = (running: Running, order: Order, onProgress: (text: string) => void) => Promise<string>;

/** Orders that need the process that holds the record. Each answers with what goes to standard output. */
const ORDERS: Readonly<Record<string, Carrying>> = {
  recover: ({ app, record }, { options }) => recover(app, record.clock, options),

  token: ({ app, record }, { options }) => issueToken(app, record, options),

  import: (running, { options }) => importPlan(running, options),

  async rebuild({ app }, _order, onProgress) {
    const readModels = app.get(ReadModels);
    await readModels.rebuild(undefined, (recordNumber) => onProgress(`record ${recordNumber.toLocaleString('en-GB')}`));
    return `The read models were filled anew up to record ${readModels.reached.recordNumber.toLocaleString('en-GB')}.`;
  },
};

/** Carries out an order in this process. Throws `OrderRefused` for one that is not known. */
export function carryOutIn(running: Running): CarryOut {
  return async (order, onProgress) => {
    const carry = ORDERS[order.command];
    if (!carry) throw new OrderRefused(`There is no command "${order.command}".`);
    return carry(running, order, onProgress);
  };
}
