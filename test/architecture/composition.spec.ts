import { METHOD_METADATA } from '@nestjs/common/constants';
import { ModulesContainer } from '@nestjs/core';
import { COMMAND_HANDLER_METADATA, QUERY_HANDLER_METADATA } from '@nestjs/cqrs/dist/decorators/constants';
import { RecordOnAction, RecordOnActionPlan, RecordOnPlanImport } from '@minutebook/action-plans';
import { GovernanceGroupFact, RecordOnGovernanceGroup } from '@minutebook/governance-groups';
import { KeepRecord, RecordOnErasureRequest, RecordOnHold, RecordSubjectAccess } from '@minutebook/retention';
import { RecordOnDemonstration } from '../../apps/tracker/demonstration/demonstration.command-handler';
import { projections, sentenceBook } from '../../apps/tracker/read-model-registry';
import { startTracker, type TestTracker } from '../tracker/test-tracker';

type Class = new (...args: never[]) => object;

describe('The composed product', () => {
  let tracker: TestTracker;
  let providers: readonly Class[];
  let controllers: readonly Class[];

  beforeAll(async () => {
    tracker = await startTracker();
    const modules = [...tracker.app.get(ModulesContainer).values()];
    const classes = (wrappers: Iterable<{ readonly metatype: unknown }>): Class[] =>
      [...wrappers].flatMap(({ metatype }) => (typeof metatype === 'function' ? [metatype as Class] : []));
    providers = [...new Set(modules.flatMap((module) => classes(module.providers.values())))];
    controllers = [...new Set(modules.flatMap((module) => classes(module.controllers.values())))];
  });

  afterAll(() => tracker.stop());

  function handled(metadata: string): Class[] {
    return providers.flatMap((provider) => (Reflect.getMetadata(metadata, provider) as Class | undefined) ?? []);
  }

  it('has exactly one handler for each command and query: the bus would let a second one replace the first', () => {
    // given every handler that any module provides
    const commands = handled(COMMAND_HANDLER_METADATA);
    const queries = handled(QUERY_HANDLER_METADATA);

    // then no command or query is handled twice, and none of ours is forgotten
    expect(new Set(commands).size).toBe(commands.length);
    expect(new Set(queries).size).toBe(queries.length);
    const ours = [
      RecordOnAction,
      RecordOnActionPlan,
      RecordOnDemonstration,
      RecordOnGovernanceGroup,
      RecordOnPlanImport,
      RecordOnErasureRequest,
      RecordOnHold,
      RecordSubjectAccess,
      KeepRecord,
    ];
    for (const command of ours) expect(commands).toContain(command);
    expect(queries).toContain(GovernanceGroupFact);
  });

  it('says of every route who may use it', () => {
    // given every route of every controller
    const routes = controllers.flatMap((controller) =>
      Object.entries(Object.getOwnPropertyDescriptors(controller.prototype))
        .flatMap(([name, { value }]) =>
          typeof value === 'function' ? [{ name, route: value as object, controller }] : [],
        )
        .filter(({ route }) => Reflect.hasMetadata(METHOD_METADATA, route)),
    );

    // then each names a permission or is public; the guard would close it to everybody otherwise
    const unsaid = routes.filter(
      ({ route, controller }) =>
        !['minutebook:permission', 'minutebook:public'].some(
          (said) => Reflect.hasMetadata(said, route) || Reflect.hasMetadata(said, controller),
        ),
    );
    expect(routes.length).toBeGreaterThan(20);
    expect(unsaid.map(({ name, controller }) => `${controller.name}.${name}`)).toEqual([]);
  });

  it('has a sentence for every kind of event that the record holds', async () => {
    // given the whole record of the demonstration
    const book = sentenceBook();

    // then the trail knows how each of its events reads
    const kinds = new Set((await tracker.events()).map(({ type }) => type));
    expect([...kinds].filter((kind) => !book.entryFor(kind))).toEqual([]);
  });

  it('names each read model once', () => {
    const names = projections(sentenceBook()).map(({ name }) => name);

    expect(new Set(names).size).toBe(names.length);
  });
});
