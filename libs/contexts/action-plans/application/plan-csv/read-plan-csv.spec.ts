import { PLAN_COLUMNS } from './plan-columns';
import { readPlanCsv } from './read-plan-csv';

type Cells = Partial<Record<string, string>>;

const quoted = (cells: readonly string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');

/** A file whose rows are a sound action, but for the cells given. */
function file(...rows: readonly Cells[]): string {
  const columns = [...new Set([...PLAN_COLUMNS, ...rows.flatMap((row) => Object.keys(row))])];
  const sound: Cells = {
    theme: 'Safe',
    action: 'Train the workforce',
    timescale_original: 'March 2015',
    lead_roles: 'SMT',
  };
  const lines = rows.map((row, at) => columns.map((column) => ({ id: `A${at + 1}`, ...sound, ...row })[column] ?? ''));
  return [columns, ...lines].map(quoted).join('\n');
}

const actionOf = (cells: Cells, groups: readonly { id: string; name: string }[] = []) =>
  readPlanCsv(file(cells), { groups }).rows[0]?.action;
const errorsOf = (text: string | Uint8Array) => readPlanCsv(text).errors;
const messagesOf = (cells: Cells) => errorsOf(file(cells)).map(({ column, message }) => `${column}: ${message}`);

describe('a row of a plan', () => {
  it('becomes the input of adding an action', () => {
    const action = actionOf(
      {
        id: 'DK4',
        theme: 'Keeping Children and Young People Safe',
        action: 'Safeguarding Children: Systemic training',
        sub_items: 'Clear thresholds | Starting Point',
        timescale_original: 'April 2014 - March 2015',
        start_date: '2014-04-01',
        due_date: '2015-03-31',
        ongoing: 'no',
        lead_roles: 'Head of Service, Early Help; CAYA Workforce Steering Group',
        lead_role_origin: 'assigned; stated (ditto)',
        success_criteria: 'Improved skills | Potential savings',
        monitoring_lead_roles: 'SMT',
      },
      [{ id: 'GG-WSG', name: 'CAYA Workforce Steering Group' }],
    );

    expect(action).toEqual({
      type: 'add',
      reference: 'DK4',
      theme: 'Keeping Children and Young People Safe',
      title: 'Safeguarding Children: Systemic training',
      subItems: ['Clear thresholds', 'Starting Point'],
      timescale: { words: 'April 2014 - March 2015', start: '2014-04-01', due: '2015-03-31' },
      leads: [
        { kind: 'role', id: 'head-of-service-early-help', name: 'Head of Service, Early Help', origin: 'assigned' },
        { kind: 'group', id: 'GG-WSG', name: 'CAYA Workforce Steering Group', origin: 'stated' },
      ],
      monitoringLeads: [{ kind: 'role', id: 'smt', name: 'SMT', origin: 'stated' }],
      successCriteria: 'Improved skills\nPotential savings',
      costs: [],
    });
  });

  it('keeps the words of a timescale, whatever its dates say', () => {
    expect(actionOf({ timescale_original: 'On-going learning', ongoing: 'yes' })?.timescale).toEqual({
      words: 'On-going learning',
      ongoing: true,
    });
    expect(
      actionOf({
        timescale_original: 'Strategy agreed by October 2009; Implementation - ongoing',
        due_date: '2009-10-31',
        ongoing: 'yes',
      })?.timescale,
    ).toEqual({
      words: 'Strategy agreed by October 2009; Implementation - ongoing',
      due: '2009-10-31',
      ongoing: true,
    });
    expect(
      actionOf({ timescale_original: 'Phased from April', start_date: '2010-04-01', ongoing: 'phased' })?.timescale,
    ).toEqual({
      words: 'Phased from April',
      start: '2010-04-01',
      phases: [{ words: 'Phased from April', start: '2010-04-01' }],
    });
  });

  it('has an unknown timescale where no date is given, and says so', () => {
    const illegible = readPlanCsv(file({ timescale_original: '(not legible in the document)' }));
    expect(illegible.rows[0]?.action.timescale).toEqual({ words: '(not legible in the document)' });
    expect(illegible.warnings).toEqual([
      expect.objectContaining({ row: 2, column: 'timescale_original', message: expect.stringContaining('unknown') }),
    ]);
    expect(actionOf({ timescale_original: '' })?.timescale).toEqual({ words: '(not stated)' });
  });

  it('has words for a timescale that is given in dates alone', () => {
    expect(actionOf({ timescale_original: '', start_date: '2014-04-01', due_date: '31/3/2015' })?.timescale).toEqual({
      words: 'From 01/04/2014 by 31/03/2015',
      start: '2014-04-01',
      due: '2015-03-31',
    });
  });

  it('says what it does not keep: notes, ratings and unknown columns', () => {
    const { warnings, errors } = readPlanCsv(
      file({ due_date: '2015-03-31', note: 'row split by us', rag_2014: 'green', budget_code: 'X1' }),
    );
    expect(errors).toEqual([]);
    expect(warnings.map(({ row, column }) => `${row} ${column}`)).toEqual(['1 budget_code', '2 note', '2 rag_2014']);
  });
});

describe('what is wrong in a row', () => {
  it.each<[string, Cells, string]>([
    ['no reference', { id: '' }, 'id: Give each action a reference of its own.'],
    ['no action', { action: '  ' }, 'action: Say what is to be done.'],
    ['a reference that no address can hold', { id: 'Action 1' }, 'id: The reference must have 1 to 20 letters'],
    ['no lead', { lead_roles: ' ; ' }, 'lead_roles: Name at least one lead for the action.'],
    [
      'an unpriced cost with a price',
      { resources_original: 'Time [unpriced £5]' },
      'resources_original: A cost that is',
    ],
    ['no theme', { theme: '' }, 'theme: Say which theme the action belongs to.'],
    ['a day that does not exist', { due_date: '2015-02-30' }, 'due_date: “2015-02-30” is not a date.'],
    ['a date in words', { start_date: 'April 2014' }, 'start_date: “April 2014” is not a date.'],
    ['a due date before the start', { start_date: '2015-04-01', due_date: '2015-03-31' }, 'due_date: The due date'],
    ['an unknown ongoing', { ongoing: 'maybe' }, 'ongoing: “maybe” is not understood. Write yes, no or phased.'],
    ['money in words', { estimated_cost_gbp: '12k' }, 'estimated_cost_gbp: “12k” is not an amount of money.'],
    ['money below nothing', { estimated_cost_gbp: '-5' }, 'estimated_cost_gbp: “-5” is not an amount of money.'],
    ['wrongly grouped money', { estimated_cost_gbp: '1,00' }, 'estimated_cost_gbp: “1,00” is not an amount of money.'],
    ['too long a text', { action: 'x'.repeat(5001) }, 'action: The text has 5,001 characters. At most 5,000'],
    ['a lead named twice', { lead_roles: 'SMT; SMT' }, 'lead_roles: “SMT” is named twice.'],
    ['an unknown origin', { lead_roles: 'SMT', lead_role_origin: 'guessed' }, 'lead_role_origin: “guessed” is not'],
    [
      'origins that do not fit',
      { lead_roles: 'A; B; C', lead_role_origin: 'stated; assigned' },
      'lead_role_origin: There are 2 origins for 3 leads.',
    ],
    ['a letter that was lost', { action: 'Caf\uFFFD' }, 'action: The text holds characters that are not text'],
    ['a control character', { theme: 'a\u0000b' }, 'theme: The text holds characters that are not text'],
    ['phases of no phased action', { phases: 'Pilot [2014-04-01/]' }, 'ongoing: Write phased'],
    [
      'a phase that ends before it starts',
      { ongoing: 'phased', phases: 'Pilot [2014-05-01/2014-04-01]' },
      'phases: The dates of the phase “Pilot”',
    ],
  ])('%s is named with its row and column', (_what, cells, message) => {
    expect(messagesOf(cells)).toEqual([expect.stringContaining(message)]);
    expect(errorsOf(file({}, cells))[0]?.row).toBe(3);
  });

  it('is all told at once, in the order of the rows, and the sound rows are still read', () => {
    const reading = readPlanCsv(file({ action: '', due_date: 'soon' }, {}, { ongoing: 'perhaps' }));
    expect(reading.errors.map(({ row, column }) => `${row} ${column}`)).toEqual([
      '2 due_date',
      '2 action',
      '4 ongoing',
    ]);
    expect(reading.rows.map(({ row }) => row)).toEqual([3]);
  });

  it('is a reference that stands twice, however it is written', () => {
    expect(errorsOf(file({ id: 'DW1' }, { id: 'dw1' }))).toEqual([
      { row: 3, column: 'id', message: 'The reference “dw1” already stands in row 2.' },
    ]);
  });
});

describe('costs', () => {
  const costsOf = (estimated_cost_gbp: string, resources_original: string) =>
    actionOf({ estimated_cost_gbp, resources_original })?.costs;

  it('have the kind that the words plainly give, and keep the words', () => {
    const words =
      'Departmental/Partner Officer time; Materials, promotional costs (£1000); Plus cost of running programme; (Possible savings)';
    expect(costsOf('1000', words)).toEqual([
      { kind: 'unpriced', words: 'Departmental/Partner Officer time' },
      { kind: 'one-off', pence: 100_000, words: 'Materials, promotional costs (£1000)' },
      { kind: 'excluded', words: 'Plus cost of running programme' },
      { kind: 'saving', words: '(Possible savings)' },
    ]);
  });

  it.each([
    ['1000', 100_000],
    ['1,000.50', 100_050],
    ['£12,000', 1_200_000],
    ['0.5', 50],
  ])('read %s as %i pence', (cell, pence) => {
    expect(costsOf(cell, '')).toEqual([{ kind: 'one-off', pence, words: 'Estimated cost' }]);
  });

  it('record the estimated cost where the words add up to another sum, with a warning', () => {
    const reading = readPlanCsv(
      file({ due_date: '2015-03-31', estimated_cost_gbp: '1500', resources_original: 'Venue (£500); Print (£900)' }),
    );
    expect(reading.rows[0]?.action.costs).toEqual([
      { kind: 'one-off', pence: 150_000, words: 'Venue (£500); Print (£900)' },
    ]);
    expect(reading.warnings[0]?.message).toContain('add up to £1400');
  });
});

describe('a file', () => {
  const sound = file({ due_date: '2015-03-31', action: 'Café, “quoted” and £5' });

  it('may have a byte order mark, Windows line ends, blank rows, empty cells to the right and spaced headings', () => {
    const [headings = '', row = ''] = sound.split('\n');
    const dressed = `\uFEFF${headings.replace('"due_date"', 'Due Date')},,\r\n\r\n${row},,\r\n,,\r\n`;
    const reading = readPlanCsv(Buffer.from(dressed));
    expect(reading.errors).toEqual([]);
    expect(reading.rows).toEqual([expect.objectContaining({ row: 3 })]);
    expect(reading.rows[0]?.action).toMatchObject({ title: 'Café, “quoted” and £5', timescale: { due: '2015-03-31' } });
  });

  it.each([
    ['UTF-16', Buffer.from(`\uFEFF${sound}`, 'utf16le')],
    ['UTF-16', Buffer.from(sound, 'utf16le')],
    ['Latin-1', Buffer.from(file({ action: 'Caf\u00e9' }), 'latin1')],
  ])('in %s is refused, and the encoding is named', (encoding, bytes) => {
    expect(readPlanCsv(bytes)).toMatchObject({ rows: [], errors: [{ message: expect.stringContaining(encoding) }] });
  });

  it('in Latin-1 is told the line of the first such letter', () => {
    expect(errorsOf(Buffer.from(file({}, { action: 'Caf\u00e9' }), 'latin1'))[0]?.message).toContain('line 3');
  });

  it('without a column that every plan has is told which', () => {
    const without = sound.replace('"due_date"', '"deadline"');
    expect(errorsOf(without)).toEqual([{ row: 1, column: 'due_date', message: 'The column “due_date” is missing.' }]);
    expect(readPlanCsv(without).warnings[0]).toMatchObject({ row: 1, column: 'deadline' });
  });

  it('with two columns of one name is refused', () => {
    expect(errorsOf(sound.replace('"theme"', '"action"'))).toContainEqual({
      row: 1,
      message: 'There are two columns named “action”.',
    });
  });

  it('with a ragged row is told the row', () => {
    expect(errorsOf(`${sound}\n"A2","Safe","one, two"`)).toEqual([
      expect.objectContaining({ row: 3, message: expect.stringContaining('3 cells') }),
    ]);
  });

  it.each([
    ['', 'empty'],
    [' \n,,\n', 'empty'],
    [PLAN_COLUMNS.join(','), 'no rows'],
    [PLAN_COLUMNS.join(';'), 'not separated by commas'],
    [`${PLAN_COLUMNS.join(',')}\n"never closed`, 'never closed'],
    [`${PLAN_COLUMNS.join(',')}\n"a"b,`, 'line 2'],
  ])('%j is refused in plain words', (text, words) => {
    expect(readPlanCsv(text)).toMatchObject({ rows: [], errors: [{ message: expect.stringContaining(words) }] });
  });

  it('with more than 1,000 rows is refused as a whole', () => {
    const rows = Array.from({ length: 1001 }, () => ({}));
    expect(readPlanCsv(file(...rows))).toMatchObject({
      rows: [],
      errors: [{ message: 'The file has 1,001 rows. At most 1,000 can be imported at once.' }],
    });
    expect(readPlanCsv(file(...rows.slice(1))).rows).toHaveLength(1000);
  });
});
