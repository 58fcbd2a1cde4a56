import type { OpenAPIObject } from '@nestjs/swagger';

/** Words of a description; those between backticks are code. */
export type Prose = readonly { readonly text: string; readonly code: boolean }[];

/** What a field holds: `list of` a schema that is described on the page, a format, or null besides. */
export interface FieldType {
  readonly text: string;
  /** Where the schema is described. */
  readonly href?: string;
  readonly isList: boolean;
  readonly orNull: boolean;
}

export interface ApiField {
  readonly name: string;
  readonly type: FieldType;
  readonly required: boolean;
  readonly description: Prose;
}

export interface ApiOperation {
  /** Anchor, and the name that a generated client gives it. */
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly description: Prose;
  /** Those that are its own: what all commands or reads take is said once. */
  readonly parameters: readonly ApiField[];
  /** The fields of the body that a command takes. */
  readonly fields: readonly ApiField[];
  readonly answer: { readonly status: string; readonly type: FieldType | undefined } | undefined;
}

export interface ApiSchema {
  readonly name: string;
  readonly id: string;
  readonly description: Prose;
  readonly fields: readonly ApiField[];
  /** Of a list of choices. */
  readonly choices: readonly string[];
}

/** What api-description.njk shows. */
export interface ApiPage {
  readonly headers: readonly ApiField[];
  readonly reading: readonly ApiField[];
  readonly problems: readonly { readonly status: string; readonly description: Prose }[];
  readonly collections: readonly { readonly name: string; readonly operations: readonly ApiOperation[] }[];
  /** What answers hold, and parts of bodies; the bodies themselves stand with their commands. */
  readonly schemas: readonly ApiSchema[];
}

type Schema = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];
type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Parameter = Extract<NonNullable<Operation['parameters']>[number], { readonly in: unknown }>;

interface Place {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

/** A parameter that more operations than this take is described once for all. */
const COMMON = 2;

/** The API for readers: what holds everywhere once, then each operation by collection, then what is sent and answered. */
export function presentApi(document: OpenAPIObject): ApiPage {
  const places = placesIn(document);
  const taken = new Map<string, { readonly parameter: Parameter; readonly times: number }>();
  for (const parameter of places.flatMap(({ operation }) => parametersOf(operation)))
    taken.set(nameOf(parameter), { parameter, times: (taken.get(nameOf(parameter))?.times ?? 0) + 1 });
  const isCommon = (parameter: Parameter): boolean => (taken.get(nameOf(parameter))?.times ?? 0) > COMMON;
  const common = [...taken.values()].map(({ parameter }) => parameter).filter(isCommon);
  const collections = [...new Set(places.map(({ path }) => collectionOf(path)))];
  const bodies = new Set(places.map(({ operation }) => contentOf(operation.requestBody)?.text));
  return {
    headers: common.filter(({ in: where }) => where === 'header').map(parameterField),
    reading: common.filter(({ in: where }) => where === 'query').map(parameterField),
    problems: problemsIn(places),
    collections: collections.map((name) => ({
      name,
      operations: places
        .filter(({ path }) => collectionOf(path) === name)
        .map((place) => presentOperation(document, place, (parameter) => !isCommon(parameter))),
    })),
    schemas: Object.entries(document.components?.schemas ?? {})
      .filter(([name]) => !bodies.has(name))
      .map(([name, schema]) => presentSchema(name, schema))
      .sort((a, b) => a.name.localeCompare(b.name, 'en-GB')),
  };
}

function placesIn(document: OpenAPIObject): Place[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    (['get', 'post'] as const).flatMap((method) => {
      const operation = item[method];
      return operation ? [{ method: method.toUpperCase(), path, operation }] : [];
    }),
  );
}

function collectionOf(path: string): string {
  return path.split('/')[3] ?? '';
}

function parametersOf({ parameters = [] }: Operation): Parameter[] {
  return parameters.filter((parameter): parameter is Parameter => 'in' in parameter);
}

/** Two parameters of one name that mean different things are two. */
function nameOf({ name, in: where, description }: Parameter): string {
  return [where, name, description].join(' ');
}

function presentOperation(
  { components }: OpenAPIObject,
  { method, path, operation }: Place,
  isOwn: (parameter: Parameter) => boolean,
): ApiOperation {
  const body = contentOf(operation.requestBody)?.text ?? '';
  const [status, response] = Object.entries(operation.responses).find(([code]) => code.startsWith('2')) ?? [];
  return {
    id: operation.operationId ?? '',
    method,
    path,
    summary: operation.summary ?? '',
    description: prose(operation.description),
    parameters: parametersOf(operation).filter(isOwn).map(parameterField),
    fields: fieldsOf(components?.schemas?.[body] ?? {}),
    answer: status === undefined ? undefined : { status, type: contentOf(response) },
  };
}

function problemsIn(places: readonly Place[]): ApiPage['problems'] {
  const said = new Map<string, string>();
  for (const { operation } of places)
    for (const [status, response] of Object.entries(operation.responses))
      if (response && 'description' in response && /^[45]\d\d$/.test(status)) said.set(status, response.description);
  return [...said].sort().map(([status, description]) => ({ status, description: prose(description) }));
}

/** The type of a JSON body or answer. */
function contentOf(part: unknown): FieldType | undefined {
  const { content } = (part ?? {}) as { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> };
  const schema = content?.['application/json']?.schema;
  return schema && typeOf(schema);
}

function parameterField({ name, schema, required = false, description }: Parameter): ApiField {
  return { name, type: typeOf(schema ?? {}), required, description: prose(description) };
}

function presentSchema(name: string, schema: Schema): ApiSchema {
  const { description, enum: choices = [] } = '$ref' in schema ? {} : schema;
  return {
    name,
    id: anchorOf(name),
    description: prose(description),
    fields: fieldsOf(schema),
    choices: choices.map(String),
  };
}

function fieldsOf(schema: Schema): ApiField[] {
  const { properties = {}, required = [] } = '$ref' in schema ? {} : schema;
  return Object.entries(properties).map(([name, type]) => ({
    name,
    type: typeOf(type),
    required: required.includes(name),
    description: prose('description' in type ? type.description : undefined),
  }));
}

function typeOf(schema: Schema): FieldType {
  if ('$ref' in schema) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    return { text: name, href: `#${anchorOf(name)}`, isList: false, orNull: false };
  }
  const { type = '', format, items, nullable: orNull = false, allOf } = schema;
  const [only] = allOf ?? [];
  if (only) return { ...typeOf(only), orNull };
  if (items && !Array.isArray(items)) return { ...typeOf(items), isList: true, orNull };
  return { text: FORMATS[format ?? ''] ?? WORDS[String(type)] ?? String(type), isList: false, orNull };
}

const FORMATS: Readonly<Record<string, string>> = { date: 'date', 'date-time': 'instant', uuid: 'UUID' };
const WORDS: Readonly<Record<string, string>> = { string: 'text', integer: 'whole number', boolean: 'true or false' };

function anchorOf(schema: string): string {
  return `schema-${schema}`;
}

function prose(description = ''): Prose {
  return description
    .split('`')
    .map((text, index) => ({ text, code: index % 2 === 1 }))
    .filter(({ text }) => text !== '');
}
