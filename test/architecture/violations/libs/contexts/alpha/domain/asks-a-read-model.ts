// violates: domain-knows-itself-and-the-kernel
import { caseList } from '../read-models/case-list.query';

export const used = caseList;
