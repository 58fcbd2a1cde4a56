// violates: application-knows-the-domain-only
import { caseList } from '../read-models/case-list.query';

export const used = caseList;
