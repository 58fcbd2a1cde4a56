import { dateFields, dateFromFields } from './date-fields';
import { renderPiece, tidy } from './fixtures/sample-page';
import { fieldId, FormErrors } from './form-errors';

const errors = new FormErrors([{ field: 'answer', message: 'Choose <one>' }]);
const items = [
  { value: 'red', text: 'Red' },
  { value: 'green', text: 'Green' },
];

describe.each([
  ['input', '{ name: "answer", label: "Answer", hint: "Short", value: "as typed", errors: errors, suffix: "%" }'],
  ['textarea', '{ name: "answer", label: "Answer", hint: "Short", value: "as typed", errors: errors }'],
  ['textarea', '{ name: "answer", label: "Answer", hint: "Short", value: "as typed", errors: errors, max: 400 }'],
  ['radios', '{ name: "answer", label: "Answer", hint: "Short", value: "green", items: items, errors: errors }'],
  ['checkboxes', '{ name: "answer", label: "Answer", hint: "Short", values: ["green"], items: items, errors: errors }'],
  ['select', '{ name: "answer", label: "Answer", hint: "Short", value: "green", items: items, errors: errors }'],
  ['dateInput', '{ name: "answer", label: "Answer", hint: "Short", value: typed, errors: errors }'],
  ['fileUpload', '{ name: "answer", label: "Answer", hint: "Short", errors: errors, accept: ".csv" }'],
])('the field %s of %s', (field, params) => {
  const typed = { day: '31', month: 'June', year: '2014' };
  const show = (shown: FormErrors) =>
    tidy(renderPiece(`{{ fields.${field}(${params}) }}`, { errors: shown, items, typed }));

  it('says its label, its hint and its error, and has the id that the error summary leads to', () => {
    const html = show(errors);
    for (const words of ['Answer', 'Short', 'Choose &lt;one&gt;']) expect(html).toContain(words);
    expect(html.match(new RegExp(`id="${fieldId('answer')}"`, 'g'))).toHaveLength(1);
    expect(html).toMatch(/<(input|textarea|select)[^>]* id="answer"/);
  });

  it('keeps what was given', () => {
    const html = show(errors);
    if (field === 'fileUpload') expect(html).toContain('accept=".csv"');
    else if (field === 'dateInput') for (const part of Object.values(typed)) expect(html).toContain(`value="${part}"`);
    else expect(html).toMatch(/as typed|value="green" (checked|selected)/);
  });

  it('shows no error where there is none', () => {
    expect(show(FormErrors.none)).not.toContain('error');
  });
});

describe('a date in three fields', () => {
  it.each([
    [{ 'due-day': '6', 'due-month': '6', 'due-year': '2014' }, '2014-06-06'],
    [{ 'due-day': ' 06 ', 'due-month': 'June', 'due-year': '2014' }, '2014-06-06'],
    [{ 'due-day': '29', 'due-month': 'feb', 'due-year': '2016' }, '2016-02-29'],
  ])('%j is %s', (body, date) => {
    expect(dateFromFields(body, 'due', 'The due date').date).toBe(date);
  });

  it.each([
    [{ 'due-day': '31', 'due-month': '6', 'due-year': '2014' }, 'The due date must be a real date'],
    [{ 'due-day': '1', 'due-month': '6', 'due-year': '14' }, 'The due date must be a real date'],
    [{ 'due-day': '1', 'due-month': 'x', 'due-year': '2014' }, 'The due date must be a real date'],
    [{ 'due-day': '1', 'due-month': '6', 'due-year': '' }, 'The due date must include a year'],
    [{ 'due-day': '1' }, 'The due date must include a month and a year'],
  ])('%j is refused: %s', (body, fault) => {
    const asked = dateFromFields(body, 'due', 'The due date');
    expect(asked.fault).toBe(fault);
    expect(asked.date).toBeUndefined();
    expect(asked.typed.day).toBe(body['due-day']);
  });

  it('that is there already is shown as it would be typed', () => {
    expect(dateFields('2014-06-05')).toEqual({ day: '5', month: '6', year: '2014' });
    expect(dateFields(undefined)).toEqual({ day: '', month: '', year: '' });
  });

  it('left empty is neither a date nor a fault', () => {
    expect(dateFromFields({ due: ['x'] }, 'due', 'The due date')).toEqual({ typed: { day: '', month: '', year: '' } });
  });
});
