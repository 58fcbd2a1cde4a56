import type { Comparison, Measure, Result } from './comparison';

/** One line of the table: a comparison with its figures, or why it has none. */
export interface ComparisonLine {
  readonly comparison: Comparison;
  readonly result: Result | undefined;
}

export interface MeasureLine {
  readonly measure: Measure;
  readonly value: number;
}

/** The figures as text for a terminal. */
export function tableOf(lines: readonly ComparisonLine[], measures: readonly MeasureLine[]): string {
  const parts: string[] = [];
  if (lines.length > 0)
    parts.push(
      laidOut([
        ['', 'against', 'ours', 'theirs', 'ratio', 'from - to', 'asked'],
        ...lines.map(({ comparison, result }) => comparisonCells(comparison, result)),
      ]),
    );
  if (measures.length > 0)
    parts.push(
      laidOut([
        ['', 'measured', 'asked'],
        ...measures.map(({ measure, value }) => [
          `${measure.name}: ${measure.what}`,
          `${figure(value)} ${measure.unit}`,
          measure.atMost === undefined ? '' : `at most ${measure.atMost} ${measure.unit}`,
        ]),
      ]),
    );
  return `${parts.join('\n\n')}\n`;
}

function comparisonCells({ name, against, unit, atLeast }: Comparison, result: Result | undefined): string[] {
  const asked = atLeast === undefined ? '' : `at least ${figure(atLeast)}`;
  if (!result) return [name, against, 'not measured', '', '', '', asked];
  return [
    name,
    against,
    `${figure(result.ours)} ${unit}/s`,
    `${figure(result.theirs)} ${unit}/s`,
    figure(result.ratio),
    `${figure(Math.min(...result.runs))} - ${figure(Math.max(...result.runs))}`,
    asked,
  ];
}

/** Three figures are all that a noisy machine can promise. */
function figure(value: number): string {
  if (value >= 1_000) return Math.round(value).toLocaleString('en-GB');
  return String(Number(value.toPrecision(3)));
}

function laidOut(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** What a smoke test ran, a line each: of its figures none means anything. */
export function whatRan(lines: readonly ComparisonLine[], measures: readonly MeasureLine[]): string {
  const ran = [
    ...lines.map(
      ({ comparison: { name, against }, result }) => `${result ? 'ran' : 'left out'}: ${name} against ${against}`,
    ),
    ...measures.map(({ measure: { name } }) => `ran: ${name}`),
  ];
  return `${ran.join('\n')}\n`;
}
