import type { OpenAPIObject } from '@nestjs/swagger';
import type { Api } from './api.fixture';

/** A schema of OpenAPI 3.0, as far as the description of the API uses it. */
export interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly type?: string;
  readonly format?: string;
  readonly nullable?: boolean;
  readonly enum?: readonly unknown[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
}

const FORMATS: Readonly<Record<string, RegExp>> = {
  date: /^\d{4}-\d\d-\d\d$/,
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
};

/** The API as it describes itself. */
export class DescribedApi {
  private constructor(private readonly document: OpenAPIObject) {}

  static async of(api: Api): Promise<DescribedApi> {
    return new DescribedApi((await api.tracker.http.get('/api/v1/openapi.json').expect(200)).body as OpenAPIObject);
  }

  /** Where an answer with status 200 is not what its operation says. Throws where there is no such operation. */
  deviations(operationId: string, answer: unknown): readonly string[] {
    const operations = Object.values(this.document.paths).flatMap((item) => [item.get, item.post]);
    const operation = operations.find((one) => one?.operationId === operationId);
    if (!operation) throw new Error(`There is no operation ${operationId}`);
    const response = operation.responses['200'] as {
      readonly content: Readonly<Record<string, { readonly schema: Schema }>>;
    };
    return deviations(this.document, response.content['application/json']?.schema ?? {}, answer);
  }
}

/** What a reference leads to. Throws where it leads nowhere. */
export function resolved(document: OpenAPIObject, reference: string): Schema {
  const steps = reference.replace(/^#\//, '').split('/');
  const found = steps.reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], document);
  if (found === undefined) throw new Error(`${reference} leads nowhere`);
  return found as Schema;
}

/** Where a value is not what its schema says: nothing more and nothing less than described. */
export function deviations(document: OpenAPIObject, schema: Schema, value: unknown, at = 'answer'): string[] {
  if (value === null) return schema.nullable === true ? [] : [`${at} is null`];
  if (schema.$ref !== undefined) return deviations(document, resolved(document, schema.$ref), value, at);
  const [only] = schema.allOf ?? [];
  if (only) return deviations(document, only, value, at);
  if (schema.enum && !schema.enum.includes(value)) return [`${at} is not one of the choices: ${JSON.stringify(value)}`];
  switch (schema.type) {
    case 'string':
      return typeof value === 'string' && (FORMATS[schema.format ?? '']?.test(value) ?? true)
        ? []
        : [`${at} is no ${schema.format ?? 'text'}: ${JSON.stringify(value)}`];
    case 'integer':
      return Number.isInteger(value) ? [] : [`${at} is no whole number`];
    case 'boolean':
      return typeof value === 'boolean' ? [] : [`${at} is neither true nor false`];
    case 'array':
      if (!Array.isArray(value)) return [`${at} is no list`];
      return value.flatMap((item, index) => deviations(document, schema.items ?? {}, item, `${at}.${index}`));
    default:
      return objectDeviations(document, schema, value as Readonly<Record<string, unknown>>, at);
  }
}

function objectDeviations(
  document: OpenAPIObject,
  { properties = {}, required = [], additionalProperties }: Schema,
  value: Readonly<Record<string, unknown>>,
  at: string,
): string[] {
  const missing = required.filter((name) => value[name] === undefined).map((name) => `${at}.${name} is missing`);
  return Object.entries(value).reduce((found, [name, inner]) => {
    const property = properties[name];
    if (property) return [...found, ...deviations(document, property, inner, `${at}.${name}`)];
    return additionalProperties === true ? found : [...found, `${at}.${name} is not described`];
  }, missing);
}
