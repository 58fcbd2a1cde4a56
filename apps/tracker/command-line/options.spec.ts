import { OrderRefused } from './control-socket';
import { readOptions } from './options';

describe('the options of a command', () => {
  it('are names, each with its value, in any order', () => {
    expect(readOptions(['--keys', 'k', '--log', 'l'], { known: ['log', 'keys'] })).toEqual({ log: 'l', keys: 'k' });
  });

  it('may be left out where the command does not need them', () => {
    expect(readOptions([], { known: ['log-to', 'keys-to'], needed: [] })).toEqual({});
    expect(readOptions(['--log', 'l'], { known: ['log', 'keys'], needed: ['log'] })).toEqual({ log: 'l' });
  });

  it.each([
    ['one that is missing', [], '--account is missing. Give --account <account>.'],
    ['one without its value', ['--account'], '--account needs a value. Give --account <account>.'],
    [
      'one whose value is another option',
      ['--account', '--account'],
      '--account needs a value. Give --account <account>.',
    ],
    [
      'one that the command does not have',
      ['--acount', 'x'],
      '"--acount" is not an option of this command. Give --account <account>.',
    ],
    [
      'a value without its name',
      ['demo-clerk'],
      '"demo-clerk" is not an option of this command. Give --account <account>.',
    ],
  ])('are refused with %s', (_, words, message) => {
    expect(() => readOptions(words, { known: ['account'] })).toThrow(new OrderRefused(message));
  });

  it('are refused with more than one that is missing', () => {
    expect(() => readOptions([], { known: ['log', 'keys'] })).toThrow(
      '--log and --keys are missing. Give --log <log> --keys <keys>.',
    );
  });

  it('are refused where a command has none', () => {
    expect(() => readOptions(['--log', 'l'], { known: [] })).toThrow('"--log" is not an option of this command.');
  });

  it('reads a flag without a value, wherever it stands', () => {
    const known = { known: ['file'], flags: ['dry-run'] };

    expect(readOptions(['--dry-run', '--file', 'plan.csv'], known)).toEqual({ 'dry-run': 'yes', file: 'plan.csv' });
    expect(readOptions(['--file', 'plan.csv'], known)).toEqual({ file: 'plan.csv' });
  });
});
