export { atLeast } from './calendar/days';
