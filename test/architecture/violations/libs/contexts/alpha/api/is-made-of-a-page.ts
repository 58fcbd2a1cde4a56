// violates: api-does-not-know-the-pages
import { page } from '../pages/open-case.controller';

export const used = page;
