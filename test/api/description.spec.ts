import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { ModulesContainer } from '@nestjs/core';
import type { OpenAPIObject } from '@nestjs/swagger';
import { Api, aReport, CLERK, LEAD } from './api.fixture';
import { deviations, resolved, type Schema } from './conformance.fixture';
import { operationsOf } from './operations.fixture';

interface Described {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly description?: string;
    readonly schema: Schema;
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<
    Record<
      string,
      { readonly headers?: object; readonly content: Readonly<Record<string, { readonly schema: Schema }>> }
    >
  >;
}

describe('the description of the API', () => {
  let api: Api;
  let document: OpenAPIObject;
  let described: readonly { readonly method: string; readonly path: string; readonly operation: Described }[];

  beforeAll(async () => {
    api = await Api.start();
    document = (await api.tracker.http.get('/api/v1/openapi.json').expect(200)).body;
    described = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({ method, path, operation: operation as Described })),
    );
  });
  afterAll(() => api.stop());

  it('is OpenAPI 3.0 and says that every operation needs a bearer token', () => {
    expect(document.openapi).toMatch(/^3\.0\./);
    expect(document.security).toEqual([{ bearer: [] }]);
    expect(document.components?.securitySchemes).toMatchObject({ bearer: { type: 'http', scheme: 'bearer' } });
  });

  it('names every route below /api/v1 and no other', () => {
    const routes = described.map(({ method, path }) => `${method} ${path}`);

    expect(routes.toSorted()).toEqual(routesOf(api).toSorted());
    expect(routes.every((route) => / \/api\/v1\/[a-z-]+/.test(route))).toBe(true);
  });

  it('has no reference that leads nowhere', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map((match) => String(match[1]));

    expect(references.length).toBeGreaterThan(100);
    for (const reference of references) expect(resolved(document, reference)).toBeDefined();
  });

  it('gives every operation a name of its own, a summary and a collection', () => {
    const names = described.map(({ operation }) => operation.operationId);

    expect(new Set(names).size).toBe(names.length);
    for (const { path, operation } of described) {
      expect(operation.operationId).toMatch(/^[a-z][A-Za-z]+$/);
      expect(operation.summary).not.toBe('');
      expect(operation.tags).toEqual([path.split('/')[3]]);
    }
  });

  it('describes every parameter of a path, and every other', () => {
    for (const { path, operation } of described) {
      const parameters = operation.parameters ?? [];
      const inPath = parameters.filter(({ in: where }) => where === 'path').map(({ name }) => `{${name}}`);
      expect(inPath).toEqual(path.match(/\{\w+\}/g) ?? []);
      for (const { schema, description } of parameters) {
        expect(schema.type).toMatch(/^(string|integer)$/);
        expect(description).toMatch(/\.$/);
      }
    }
  });

  it('says of every command what it takes, answers and refuses', () => {
    for (const { path, operation } of described.filter(({ method }) => method === 'post')) {
      const { parameters = [], requestBody, responses } = operation;
      const creates = !path.includes('{id}');
      expect(requestBody?.content['application/json']?.schema.$ref).toMatch(/^#\/components\/schemas\//);
      expect(parameters.map(({ name }) => name)).toEqual(expect.arrayContaining(['Idempotency-Key', 'If-Match']));
      const statuses = creates
        ? ['201', '400', '401', '403', '409', '412', '422', 'default']
        : ['200', '400', '401', '403', '404', '409', '412', '422', 'default'];
      expect(Object.keys(responses).sort()).toEqual(statuses);
      expect(responses['201']?.headers === undefined).toBe(!creates);
    }
  });

  it('says of every read what it takes, answers and refuses', () => {
    for (const { path, operation } of described.filter(({ method }) => method === 'get')) {
      const names = (operation.parameters ?? []).map(({ name }) => name);
      const one = path.includes('{id}');
      // What is worked out is no list and no record: a rule may refuse it.
      const workedOut = path === '/api/v1/deadlines';
      const ofList = one || workedOut ? [] : ['limit', 'after'];
      expect(names).toEqual(expect.arrayContaining(['asAt', 'seen', ...ofList]));
      const statuses = ['200', '400', '401', '403', ...(one ? ['404'] : workedOut ? ['422'] : []), 'default'];
      expect(Object.keys(operation.responses).sort()).toEqual(statuses);
    }
  });

  it('gives every problem the same form', () => {
    for (const { operation } of described)
      for (const [status, { content }] of Object.entries(operation.responses))
        expect(Object.keys(content)).toEqual([
          status.startsWith('2') ? 'application/json' : 'application/problem+json',
        ]);
  });

  it('describes every field of every schema, and needs only fields that there are', () => {
    for (const [name, part] of Object.entries(document.components?.schemas ?? {})) {
      const schema = part as Schema;
      if (schema.enum) expect(schema.enum.length).toBeGreaterThan(1);
      else expect({ name, fields: Object.keys(schema.properties ?? {}).length }).not.toEqual({ name, fields: 0 });
      expect(Object.keys(schema.properties ?? {})).toEqual(expect.arrayContaining([...(schema.required ?? [])]));
    }
  });

  describe('tells the truth about', () => {
    /** The schema of an answer, by the operation's name. */
    const schemaOf = (id: string, status = '200'): Schema => {
      const { operation } = described.find((one) => one.operation.operationId === id) as (typeof described)[number];
      const [content] = Object.values(operation.responses[status]?.content ?? {});
      return content?.schema as Schema;
    };

    it('every read', async () => {
      const { body: plans } = await api.get('action-plans');
      for (const { id: planId } of plans.items as { id: string }[]) {
        const { body: plan } = await api.get(`action-plans/${planId}`);
        expect(deviations(document, schemaOf('getActionPlan'), plan)).toEqual([]);
        for (const { id } of plan.actions as { id: string }[]) {
          const { body: action } = await api.get(`actions/${id}`);
          expect(deviations(document, schemaOf('getAction'), action)).toEqual([]);
        }
      }
      const lists = {
        listActionPlans: 'action-plans',
        listGovernanceGroups: 'governance-groups',
        getGovernanceGroup: 'governance-groups/GG-DDSCB-WF',
        listTermsOfReference: 'governance-groups/GG-DDSCB-WF/terms-of-reference',
        listGroupMembers: 'governance-groups/GG-DDSCB-WF/members',
        listReportingLines: 'governance-groups/reporting-lines',
        listAuditTrail: 'audit-trail?limit=200',
        listChanges: 'changes?limit=200',
      };
      for (const [id, path] of Object.entries(lists)) {
        const { body } = await api.get(path).expect(200);
        expect(deviations(document, schemaOf(id), body)).toEqual([]);
      }
    });

    it('what commands answer, and problems', async () => {
      const planId = await api.newPlan();
      const action = await api.newAction(planId, 'D1');

      const report = await api.post(`actions/${action}/report-progress`, LEAD, aReport()).expect(200);
      const refused = await api.post(`actions/${action}/report-progress`, LEAD, aReport('purple')).expect(422);
      const closed = await api.post(`action-plans/${planId}/close`, CLERK).expect(200);

      expect(deviations(document, schemaOf('reportProgress'), report.body)).toEqual([]);
      expect(deviations(document, schemaOf('reportProgress', '422'), refused.body)).toEqual([]);
      expect(deviations(document, schemaOf('closeActionPlan'), closed.body)).toEqual([]);
    });
  });

  describe('as a page', () => {
    it('shows every operation and every field, and every link within it leads somewhere', async () => {
      const { text } = await api.tracker.http
        .get('/api/v1/docs')
        .expect(200)
        .expect('Content-Type', /text\/html/);
      const anchors = [...text.matchAll(/ id="([^"]+)"/g)].map((match) => String(match[1]));
      const links = [...text.matchAll(/ href="#([^"]+)"/g)].map((match) => String(match[1]));

      expect(new Set(anchors).size).toBe(anchors.length);
      for (const { id, path } of await operationsOf(api)) {
        expect(anchors).toContain(id);
        expect(text.replaceAll('<wbr>', '')).toContain(`/api/v1/${path}</code>`);
      }
      for (const schema of Object.values(document.components?.schemas ?? {}))
        for (const field of Object.keys((schema as Schema).properties ?? {}))
          expect(text).toContain(`<code>${field}</code>`);
      expect(links.filter((link) => !anchors.includes(link))).toEqual([]);
    });
  });
});

/** Every route of the API as its controllers declare it, but for those of the description itself. */
function routesOf({ tracker }: Api): readonly string[] {
  const controllers = [...tracker.app.get(ModulesContainer).values()].flatMap((module) => [
    ...module.controllers.keys(),
  ]);
  return controllers.flatMap((controller) => {
    const { prototype } = controller as { readonly prototype: Readonly<Record<string, object>> };
    const within = String(Reflect.getMetadata(PATH_METADATA, controller as object));
    if (!within.startsWith('api/v1/')) return [];
    return Object.getOwnPropertyNames(prototype).flatMap((name) => {
      const handler = prototype[name] as object;
      const path = Reflect.getMetadata(PATH_METADATA, handler) as string | undefined;
      if (name === 'constructor' || path === undefined) return [];
      const method = RequestMethod[Number(Reflect.getMetadata(METHOD_METADATA, handler))] ?? '';
      const address = `/${within}/${path}`.replace(/\/+$/, '').replace(/:(\w+)/g, '{$1}');
      return [`${method.toLowerCase()} ${address}`];
    });
  });
}
