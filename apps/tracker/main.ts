import { londonDateOf, ragScheme } from '@minutebook/kernel'; console.log(londonDateOf(Date.now()), ragScheme('rag')?.name);
