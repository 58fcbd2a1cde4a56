import type { OpenAPIObject } from '@nestjs/swagger';
import type { Api } from './api.fixture';

/** One operation of the API as its description has it. */
export interface Operation {
  readonly id: string;
  readonly method: 'get' | 'post';
  /** Below `/api/v1/`, with `{id}` where an id stands. */
  readonly path: string;
}

/** Every operation that the API describes. */
export async function operationsOf(api: Api): Promise<readonly Operation[]> {
  const document = (await api.tracker.http.get('/api/v1/openapi.json').expect(200)).body as OpenAPIObject;
  return Object.entries(document.paths).flatMap(([path, item]) =>
    (['get', 'post'] as const).flatMap((method) => {
      const operation = item[method];
      return operation ? [{ id: operation.operationId ?? '', method, path: path.replace(/^\/api\/v1\//, '') }] : [];
    }),
  );
}
