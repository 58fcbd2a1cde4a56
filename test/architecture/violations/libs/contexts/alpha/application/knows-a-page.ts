// violates: application-knows-the-domain-only
import { page } from '../pages/open-case.controller';

export const used = page;
