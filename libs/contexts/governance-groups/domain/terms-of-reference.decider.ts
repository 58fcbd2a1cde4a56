import { accept, refuse, type Decision } from '@minutebook/kernel';
import { governanceGroupRefusal, type GovernanceGroupRefusal } from './governance-group.refusals';
import type { AdoptTermsOfReference } from './terms-of-reference.commands';
import type { TermsOfReferenceAdopted } from './terms-of-reference.events';
import {
  cadenceRule,
  chairRule,
  isSection,
  isStanding,
  noSuchStanding,
  quorumRule,
  termsDateNotReal,
  termsSectionsNotClear,
} from './terms-of-reference.rules';

/** One more version of a group's terms of reference; those before it stay as they are. */
export function adoptTermsOfReference(
  command: AdoptTermsOfReference,
  versions: number,
): Decision<TermsOfReferenceAdopted, GovernanceGroupRefusal> {
  const { standing, dated, words, source, sections, agencies = [] } = command;
  const refusal = noSuchStanding(standing) ?? termsDateNotReal(command) ?? termsSectionsNotClear(command);
  if (refusal || !isStanding(standing)) return refuse(refusal ?? governanceGroupRefusal('no-such-terms-standing'));
  const quorum = quorumRule(command.quorum);
  if (!quorum) return refuse(governanceGroupRefusal('quorum-not-clear'));
  const cadence = cadenceRule(command.cadence);
  if (!cadence) return refuse(governanceGroupRefusal('cadence-not-clear'));
  const chair = chairRule(command);
  if (!chair) return refuse(governanceGroupRefusal('chair-rule-not-clear'));
  return accept({
    type: 'TermsOfReferenceAdopted',
    data: {
      number: versions + 1,
      standing,
      ...(dated !== undefined && { dated }),
      ...(words !== undefined && { words }),
      source,
      sections: sections.flatMap(({ section, words: said }) => (isSection(section) ? [{ section, words: said }] : [])),
      ...{ quorum, cadence, chair, agencies },
    },
  });
}
