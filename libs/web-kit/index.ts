/** The door of the web kit: what a page's controller, presenter and template are made with. */
export * from './addresses';
export * from './assets';
export * from './charts/share-bar';
export * from './date-fields';
export * from './form-errors';
export * from './formats';
export * from './page-frame';
export * from './page-renderer';
export * from './validation-messages';
export * from './http/problem';
export * from './http/validation';
export * from './http/pages';
export * from './http/answers';
export * from './project-root';
