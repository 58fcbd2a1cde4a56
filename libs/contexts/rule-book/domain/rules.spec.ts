import { addDays, isLocalDate } from '@minutebook/kernel';
import { INPUT_NAMES } from './deadline-inputs';
import { COUNT_RULE_NAMES } from './local-rule.events';
import { CLOSURE_DAYS, JURISDICTIONS, LOCAL_RULES, RULE_NAMES, ruleNamed, RULES, titleOf } from './rules';

describe('the rule book', () => {
  it('holds every rule that can be asked, once', () => {
    expect(RULES.map(({ name }) => name)).toEqual(RULE_NAMES);
    expect(LOCAL_RULES.map(({ name }) => name)).toEqual(COUNT_RULE_NAMES);
    const all = [...RULE_NAMES, ...COUNT_RULE_NAMES, CLOSURE_DAYS.name];
    expect(new Set(all).size).toBe(all.length);
    expect(all.map((name) => titleOf(name as 'closure-days'))).not.toContain('');
  });

  it.each(RULES.map((rule) => [rule.name, rule] as const))(
    'says of %s what it asks, and by what a version is chosen',
    (_, rule) => {
      const { required, optional } = rule.inputs;
      expect([...required, ...optional].filter((name) => !INPUT_NAMES.includes(name))).toEqual([]);
      expect(rule.chosenBy.filter((name) => ![...required, ...optional].includes(name))).toEqual([]);
      expect(required).toContain(rule.chosenBy.at(-1));
      expect([rule.title, rule.meaning]).not.toContain('');
    },
  );

  it.each(RULES.flatMap((rule) => rule.versions.map((version) => [rule.name, version.id, version] as const)))(
    'holds %s in its version %s with days, source and how sure it is',
    (name, id, { from, to, jurisdictions, source, status, note }) => {
      for (const day of [from, to]) expect(day === null || isLocalDate(day)).toBe(true);
      expect(from === null || to === null || from <= to).toBe(true);
      expect(jurisdictions.length > 0 && jurisdictions.every((each) => JURISDICTIONS.includes(each))).toBe(true);
      expect(source).not.toBe('');
      expect(['sourced', 'to-be-confirmed', 'local']).toContain(status);
      // Whatever is to be confirmed says what of it.
      expect(status !== 'to-be-confirmed' || (note ?? '') !== '').toBe(true);
      expect(ruleNamed(name).versions.filter((version) => version.id === id)).toHaveLength(1);
    },
  );

  it('has versions of one body and jurisdiction follow one another, without a day of two and without a gap', () => {
    for (const { versions } of RULES)
      for (const jurisdiction of JURISDICTIONS)
        for (const body of ['executive', 'committee', 'partnership', 'any']) {
          const here = versions.filter((each) => each.body === body && each.jurisdictions.includes(jurisdiction));
          for (const [index, { to }] of here.slice(0, -1).entries())
            expect(here[index + 1]?.from).toBe(to === null ? 'after an end' : addDays(to, 1));
        }
  });

  it('names for each local rule who uses it and where it is found', () => {
    for (const { usedBy, least, most, foundIn, elsewhere } of LOCAL_RULES) {
      expect(RULE_NAMES).toContain(usedBy);
      expect(least <= most).toBe(true);
      expect([foundIn, elsewhere]).not.toContain('');
    }
  });
});
