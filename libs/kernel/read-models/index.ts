/** The door for projections, queries and applications: temporal tables, as-at, following and rebuilding. */
export * from './as-at';
export * from './change-book';
export * from './column-values';
export * from './fill';
export * from './projection';
export * from './read-models';
export * from './record-times.projection';
export * from './sql';
export * from './temporal-store';
