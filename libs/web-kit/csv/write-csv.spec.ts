import { restoreCell } from './formula-safe-cell';
import { csvPieces, writeCsv } from './write-csv';

const lineOf = (value: string | number | null) =>
  writeCsv(['value'], [{ value }], { dataDate: '2014-06-16' }).split('\r\n')[1];

describe('an exported list', () => {
  it('begins with a byte order mark, quotes every text and names the date of the data in each row', () => {
    const csv = writeCsv(['Reference', 'Actions'], [{ Reference: 'He said "no"', Actions: 3 }, { Reference: 'é' }], {
      dataDate: '2014-06-16',
    });
    expect(csv).toBe(
      '\uFEFF"Reference","Actions","data_as_at"\r\n"He said ""no""",3,"2014-06-16"\r\n"é","","2014-06-16"\r\n',
    );
  });

  it.each(['=1+1', '+44 1629', '-5', '@SUM(A1)', '\t=1', '\r=1', ' =1+1', '\uFF1D1', "'=1", "''-"])(
    'makes the text %j harmless, in a way that an import takes back',
    (text) => {
      expect(lineOf(text)).toMatch(/^"'/);
      expect(restoreCell(`'${text}`)).toBe(text);
    },
  );

  it.each(["'twas", "Children's", 'a=b', ''])('leaves the text %j as it is', (text) => {
    expect(lineOf(text)).toBe(`"${text}","2014-06-16"`);
    expect(restoreCell(text)).toBe(text);
  });

  it('keeps numbers as numbers, also those below zero', () => {
    expect(lineOf(-5.25)).toBe('-5.25,"2014-06-16"');
  });

  it('comes in pieces as one list: headings once, pages in order, an empty page says nothing', () => {
    const pages = [[{ value: 'a' }], [], [{ value: '=b' }]];
    expect([...csvPieces(['value'], pages, { dataDate: '2014-06-16' })]).toEqual([
      '\uFEFF"value","data_as_at"\r\n',
      '"a","2014-06-16"\r\n',
      '"\'=b","2014-06-16"\r\n',
    ]);
  });
});
