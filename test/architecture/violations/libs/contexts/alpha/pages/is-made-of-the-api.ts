// violates: pages-do-not-know-the-api
import { api } from '../api/cases.controller';

export const used = api;
