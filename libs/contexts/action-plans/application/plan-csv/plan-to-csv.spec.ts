import fc from 'fast-check';
import { writeCsv } from '@minutebook/web-kit/csv';
import type { PlanCsvAction } from './plan-csv-action';
import { roleIdOf } from './plan-leads';
import { planToCsvRows } from './plan-to-csv';
import { readPlanCsv } from './read-plan-csv';

const groups = [{ id: 'GG-WSG', name: 'CAYA Workforce Steering Group' }];

const exported = (actions: readonly PlanCsvAction[]) => {
  const { columns, rows } = planToCsvRows(actions, { groups });
  return writeCsv(columns, rows, { dataDate: '2014-06-16' });
};

// Letters that have a meaning in some layer of the file stand beside ordinary ones.
const letter = fc.constantFrom(...'ab é£€校=+-@\'",;|\\[]()/\n\t👩: 12'.match(/./gsu)!);
const words = fc
  .array(letter, { minLength: 1, maxLength: 12 })
  .map((letters) => letters.join('').trim())
  .filter((text) => text !== '');
const date = fc.constantFrom('2014-04-01', '2014-09-30', '2015-03-31');
const dates = fc
  .tuple(fc.option(date), fc.option(date))
  .map(([a, b]) => (a && b ? [a, b].sort() : [a, b]))
  .map(([start, due]) => ({ ...(start && { start }), ...(due && { due }) }));
const phase = fc.tuple(words, dates).map(([text, range]) => ({ words: text, ...range }));
const timescale = fc
  .tuple(words, dates, fc.boolean(), fc.oneof(fc.array(phase, { maxLength: 2 }), fc.constant('as the whole' as const)))
  .map(
    ([text, range, ongoing, told]) =>
      [text, range, ongoing, told === 'as the whole' ? [{ words: text, ...range }] : told] as const,
  )
  .map(([text, range, ongoing, phases]) => ({
    words: text,
    ...range,
    ...(ongoing && { ongoing }),
    ...(phases.length > 0 && { phases }),
  }));
const origin = fc.constantFrom('stated' as const, 'assigned' as const);
const lead = fc.oneof(
  fc.record({ kind: fc.constantFrom('role' as const, 'group' as const), id: fc.uuid(), name: words, origin }),
  fc.tuple(words, origin).map(([name, of]) => ({ kind: 'role' as const, id: roleIdOf(name), name, origin: of })),
  origin.map((of) => ({ kind: 'group' as const, ...groups[0]!, origin: of })),
);
const leads = (minLength: number) =>
  fc.uniqueArray(lead, { minLength, maxLength: 3, selector: ({ kind, id }) => `${kind} ${id}` });
const cost = fc.oneof(
  fc.record({ kind: fc.constantFrom('excluded' as const, 'unpriced' as const, 'saving' as const), words }),
  fc.record({
    kind: fc.constantFrom('one-off' as const, 'excluded' as const, 'saving' as const),
    pence: fc.integer({ min: 0, max: 99_999_999 }),
    words: fc.oneof(words, fc.constant('Materials (£1000)'), fc.constant('Estimated cost')),
  }),
);
const action: fc.Arbitrary<Omit<PlanCsvAction, 'reference'>> = fc.record({
  type: fc.constant('add' as const),
  theme: words,
  title: words,
  subItems: fc.array(words, { maxLength: 3 }),
  timescale,
  leads: leads(1),
  monitoringLeads: leads(0),
  costs: fc.array(cost, { maxLength: 3 }),
});
const plan = fc.array(fc.tuple(action, fc.option(words)), { minLength: 1, maxLength: 5 }).map((actions) =>
  actions.map(([fields, criteria], at): PlanCsvAction => ({
    ...fields,
    reference: `A${at + 1}`,
    ...(criteria && { successCriteria: criteria }),
  })),
);

describe('an exported plan', () => {
  it('can be imported again and gives the same actions', () => {
    fc.assert(
      fc.property(plan, (actions) => {
        const reading = readPlanCsv(Buffer.from(exported(actions)), { groups });
        expect(reading.errors).toEqual([]);
        expect(reading.rows.map((row) => row.action)).toEqual(actions);
      }),
      { numRuns: 400 },
    );
  });

  it('reads in plain words where those say it all', () => {
    const { columns, rows } = planToCsvRows(
      [
        {
          reference: 'LA1',
          theme: 'All arcs',
          title: 'Multi-Agency training',
          subItems: ['One', 'Two'],
          timescale: { words: 'Phased', start: '2010-04-01', phases: [{ words: 'Phased', start: '2010-04-01' }] },
          leads: [
            { kind: 'role', id: 'head-of-service-early-help', name: 'Head of Service, Early Help', origin: 'stated' },
            { kind: 'group', id: 'GG-WSG', name: 'CAYA Workforce Steering Group', origin: 'assigned' },
          ],
          monitoringLeads: [{ kind: 'role', id: 'smt', name: 'SMT', origin: 'stated' }],
          costs: [
            { kind: 'unpriced', words: 'Officer time' },
            { kind: 'one-off', pence: 100_050, words: 'Materials (£1000.50)' },
          ],
          rag: 'green',
        },
      ],
      { groups },
    );
    expect(columns).not.toContain('phases');
    expect(rows[0]).toMatchObject({
      sub_items: 'One | Two',
      start_date: '2010-04-01',
      due_date: '',
      ongoing: 'phased',
      lead_roles: 'Head of Service, Early Help; CAYA Workforce Steering Group',
      lead_role_origin: 'stated; assigned',
      estimated_cost_gbp: 1000.5,
      resources_original: 'Officer time; Materials (£1000.50)',
      rag: 'green',
    });
  });
});
