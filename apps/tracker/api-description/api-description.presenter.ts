import type { OpenAPIObject } from '@nestjs/swagger';

export interface ApiOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly parameters: readonly { readonly name: string; readonly where: string; readonly description: string }[];
  readonly body: string | null;
}

export interface ApiPage {
  readonly collections: readonly { readonly name: string; readonly operations: readonly ApiOperation[] }[];
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** The operations of the API by collection, as the browsable page lists them. */
export function presentApi(document: OpenAPIObject): ApiPage {
  const byCollection = new Map<string, ApiOperation[]>();
  for (const [path, item] of Object.entries(document.paths))
    for (const method of METHODS) {
      const operation = item[method];
      if (!operation) continue;
      const collection = path.split('/')[3] ?? '';
      const operations = byCollection.get(collection) ?? [];
      operations.push({
        id: `${method}-${path.replace(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, '')}`,
        method: method.toUpperCase(),
        path,
        summary: operation.summary ?? '',
        parameters: (operation.parameters ?? []).flatMap((parameter) =>
          'name' in parameter
            ? [{ name: parameter.name, where: parameter.in, description: parameter.description ?? '' }]
            : [],
        ),
        body: bodyOf(document, operation.requestBody),
      });
      byCollection.set(collection, operations);
    }
  return { collections: [...byCollection].map(([name, operations]) => ({ name, operations })) };
}

function bodyOf(document: OpenAPIObject, body: unknown): string | null {
  const schema = (body as { content?: Record<string, { schema?: { $ref?: string } }> } | undefined)?.content?.[
    'application/json'
  ]?.schema;
  const name = schema?.$ref?.split('/').at(-1);
  const found = name === undefined ? schema : document.components?.schemas?.[name];
  return found === undefined ? null : JSON.stringify(found, null, 2);
}
