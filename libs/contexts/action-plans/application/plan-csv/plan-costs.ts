import { joinList, splitList } from './csv-cells';
import type { PlanCsvAction } from './plan-csv-action';
import { penceOf, poundsOf } from './plan-money';

type Cost = PlanCsvAction['costs'][number];

/** What the two cells on money say. `errors` concern the estimated cost; `warnings` say how the words were read. */
export interface CostReading {
  readonly costs: readonly Cost[];
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

/** The words of a cost that a file gives as an amount alone. */
const AMOUNT_ALONE = 'Estimated cost';

const SAVING = /^\(?(?:(?:possible|potential|expected|estimated)\s+)?savings?\b/i;
const EXCLUDED = /^(?:plus\s+(?:the\s+)?cost\s+of|excluding|excludes)\b|\bnot included\)?$/i;
const TAG = /^(.*\S)\s+\[(one-off|excluded|unpriced|saving)(?: (£[\d,.]+))?\]$/s;

/**
 * The costs of an action (D32) from its estimated cost and the wording of its resources. The wording gives the kind only
 * where it plainly says so: "(Possible savings)" is a saving, "Plus cost of running programme" is excluded, a part with
 * an amount is one-off, a part without is unpriced. Amounts must add up to the estimated cost; where they do not, the
 * estimated cost stands. A part may name its kind itself, at its end: `Room hire [one-off £1000]`.
 */
export function readCosts(estimatedCell: string, resourcesCell: string): CostReading {
  const estimated = estimatedCell === '' ? undefined : penceOf(estimatedCell);
  if (estimatedCell !== '' && estimated === undefined) {
    const message = `“${estimatedCell}” is not an amount of money. Write pounds, or pounds and pence, such as 1000 or 1,000.50.`;
    return { costs: [], errors: [message], warnings: [] };
  }
  const parts = splitList(resourcesCell, ';').map(costOf);
  const costs = parts.map(({ cost }) => cost);
  const priced = costs.filter(({ kind, pence }) => kind === 'one-off' && pence !== undefined);
  const sum = priced.reduce((total, { pence = 0 }) => total + pence, 0);

  if (estimated === undefined) {
    const message = `The estimated cost is empty; £${poundsOf(sum)} is taken from the words of resources_original.`;
    return { costs, errors: [], warnings: priced.length > 0 ? [message] : [] };
  }
  if (priced.length === 0) {
    return { costs: [{ kind: 'one-off', pence: estimated, words: AMOUNT_ALONE }, ...costs], errors: [], warnings: [] };
  }
  if (sum === estimated) return { costs, errors: [], warnings: [] };
  const difference = `The estimated cost is £${poundsOf(estimated)}, but the amounts in resources_original add up to £${poundsOf(sum)}`;
  if (parts.some(({ tagged }) => tagged)) return { costs: [], errors: [`${difference}.`], warnings: [] };
  const merged: Cost = { kind: 'one-off', pence: estimated, words: priced.map(({ words }) => words).join('; ') };
  return {
    costs: [merged, ...costs.filter((cost) => !priced.includes(cost))],
    errors: [],
    warnings: [`${difference}. £${poundsOf(estimated)} is recorded, and the words are kept.`],
  };
}

function costOf(part: string): { readonly cost: Cost; readonly tagged: boolean } {
  const tag = TAG.exec(part);
  const taggedPence = tag?.[3] === undefined ? undefined : penceOf(tag[3]);
  if (tag && (tag[3] === undefined) === (taggedPence === undefined)) {
    return { cost: cost(tag[2] as Cost['kind'], taggedPence, tag[1] ?? ''), tagged: true };
  }
  const pence = lastAmount(part);
  const kind = SAVING.test(part)
    ? 'saving'
    : EXCLUDED.test(part)
      ? 'excluded'
      : pence === undefined
        ? 'unpriced'
        : 'one-off';
  return { cost: cost(kind, pence, part), tagged: false };
}

const cost = (kind: Cost['kind'], pence: number | undefined, words: string): Cost =>
  pence === undefined ? { kind, words } : { kind, pence, words };

function lastAmount(part: string): number | undefined {
  const amount = part.match(/£\s?\d[\d,]*(?:\.\d{1,2})?/g)?.at(-1);
  return amount === undefined ? undefined : penceOf(amount.replace(/,+$/, ''));
}

/** The two cells that `readCosts` reads as these costs again: in plain words where they say it, else with their kinds. */
export function writeCosts(costs: readonly Cost[]): { readonly estimated: number | null; readonly resources: string } {
  const priced = costs.filter(({ kind, pence }) => kind === 'one-off' && pence !== undefined);
  const sum = priced.reduce((total, { pence = 0 }) => total + pence, 0);
  const estimated = priced.length === 0 ? null : sum / 100;
  const plain = joinList(
    costs.map(({ words }) => words).filter((words) => words !== AMOUNT_ALONE),
    ';',
  );
  const readAgain = readCosts(estimated === null ? '' : poundsOf(sum), plain);
  if (readAgain.errors.length === 0 && sameCosts(readAgain.costs, costs)) return { estimated, resources: plain };
  const tagged = costs.map(({ kind, pence, words }) =>
    pence === undefined ? `${words} [${kind}]` : `${words} [${kind} £${poundsOf(pence)}]`,
  );
  return { estimated, resources: joinList(tagged, ';') };
}

function sameCosts(a: readonly Cost[], b: readonly Cost[]): boolean {
  const told = (costs: readonly Cost[]) =>
    JSON.stringify(costs.map(({ kind, pence, words }) => [kind, pence ?? null, words]));
  return told(a) === told(b);
}
