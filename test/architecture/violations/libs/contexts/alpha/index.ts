export type { CaseOpened } from './domain/case.events';
export { alphaModule } from './alpha.module';
