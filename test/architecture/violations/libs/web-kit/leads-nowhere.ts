// violates: imports-lead-somewhere
export * from './nowhere';
