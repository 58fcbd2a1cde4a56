import { dictionary } from '@zxcvbn-ts/language-common';

/** The 49,000 passwords that leaks show most often, in small letters (zxcvbn-ts). */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(dictionary['passwords-common']);
