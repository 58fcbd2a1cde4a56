import type { LocalDate } from '../calendar/local-date';
import data from './rag-schemes.json';

/** One rating of a scheme. Word and shape say it as well as the colour (WCAG 1.4.1). */
export interface RagRating {
  readonly code: string;
  readonly label: string;
  readonly meaning: string;
  readonly colour: 'red' | 'amber-red' | 'amber' | 'amber-green' | 'green' | 'grey';
  readonly shape: 'triangle' | 'diamond' | 'circle' | 'square';
}

/** What the ratings of a plan mean, from a date on. `confirmed: false` is shown as "not confirmed" wherever it is used. */
export interface RagSchemeVersion {
  readonly from: LocalDate;
  readonly source: string;
  readonly confirmed: boolean;
  readonly ratings: readonly RagRating[];
}

export interface RagScheme {
  readonly id: string;
  readonly name: string;
  readonly versions: readonly RagSchemeVersion[];
}

/** Definitions of RAG vary between councils and are set per plan (domain report, 3.7): data with dates and sources. */
export const RAG_SCHEMES: readonly RagScheme[] = data.schemes as readonly RagScheme[];

export const DEFAULT_RAG_SCHEME = 'rag';

export function ragScheme(id: string): RagScheme | undefined {
  return RAG_SCHEMES.find((scheme) => scheme.id === id);
}

/** The version of a scheme in force on a date: the latest that began by then, or the first where none had. */
export function ragSchemeOn(id: string, date: LocalDate): RagSchemeVersion | undefined {
  const versions = ragScheme(id)?.versions ?? [];
  return versions.filter(({ from }) => from <= date).at(-1) ?? versions[0];
}

export function ragRating(schemeId: string, code: string, date: LocalDate): RagRating | undefined {
  return ragSchemeOn(schemeId, date)?.ratings.find((rating) => rating.code === code);
}
