import { Injectable } from '@nestjs/common';
import { londonDateOf, type LocalDate, type Opened } from '@minutebook/kernel';
import { ReadModels, textOrNull, type AsAt, type Version } from '@minutebook/kernel/read-models';
import type { TermsOfReferenceAdopted, TermsSection, TermsStanding } from '../domain/terms-of-reference.events';
import { groupsProjection } from './groups.projection';

type Adopted = Opened<TermsOfReferenceAdopted>['data'];

/** What the terms of a group lay down, as data. */
export type GroupRules = Pick<Adopted, 'quorum' | 'cadence' | 'chair' | 'agencies'>;

/** One version of a group's terms of reference. */
export interface TermsVersion extends GroupRules {
  readonly number: number;
  readonly standing: TermsStanding;
  readonly dated: LocalDate | null;
  /** Date and standing in the source's own words. */
  readonly words: string | null;
  readonly source: string;
  /** Empty where the wording of this version is not in the record. */
  readonly sections: readonly { readonly section: TermsSection; readonly words: string }[];
  readonly origin: string;
  /** Record time of its adoption, epoch ms. */
  readonly adopted: number;
}

/** Asks the terms of reference of groups as the record held them at a moment. */
@Injectable()
export class TermsQuery {
  constructor(private readonly readModels: ReadModels) {}

  /** Every version of a group's terms, the one that counts first: the latest by date, then the latest adopted. */
  versions(groupId: string, at: AsAt): readonly TermsVersion[] {
    return this.readModels
      .reader(groupsProjection.name)
      .members('terms', 'terms-of', groupId, at.recordNumber)
      .map(versionOf)
      .sort((a, b) => (dateOf(a) === dateOf(b) ? b.number - a.number : dateOf(a) < dateOf(b) ? 1 : -1));
  }

  version(groupId: string, number: number, at: AsAt): TermsVersion | undefined {
    return this.versions(groupId, at).find((version) => version.number === number);
  }

  /** What the terms that count lay down; undefined where there are none. */
  rules(groupId: string, at: AsAt): GroupRules | undefined {
    return this.versions(groupId, at)[0];
  }
}

/** The date that a version bears; of one that bears none, the day on which the record received it. */
function dateOf({ dated, adopted }: TermsVersion): LocalDate {
  return dated ?? londonDateOf(adopted);
}

function versionOf(row: Version): TermsVersion {
  return {
    number: Number(row['number']),
    standing: String(row['standing']) as TermsStanding,
    dated: textOrNull(row['dated']),
    words: textOrNull(row['words']),
    source: String(row['source']),
    sections: JSON.parse(String(row['sections'])) as TermsVersion['sections'],
    ...(JSON.parse(String(row['rules'])) as GroupRules),
    origin: String(row['origin']),
    adopted: Number(row['adopted']),
  };
}
