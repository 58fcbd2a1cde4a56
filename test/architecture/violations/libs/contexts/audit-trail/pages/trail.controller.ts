import { permit } from '@minutebook/accounts';

export const page = permit;
