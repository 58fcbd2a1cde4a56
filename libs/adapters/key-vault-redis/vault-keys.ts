import type { Redis } from 'ioredis';

/** What the names of all our keys in Redis begin with. */
export const KEYS_BEGIN = 'minutebook-keys:';

/** The form in which keys are kept; a newer one is refused. */
export const FORMAT_VERSION = 1;

/** The keys in Redis that make up the vault of one deployment. */
export interface VaultKeys {
  /**
   * A hash: `format`; `generation`, which counts the master keys; `proof` of the present one; `removals`, which counts how often
   * something was to vanish from the files, and `vanished`, up to which of them it has; `rotation`, while keys are wrapped anew.
   */
  readonly master: string;
  /** A hash: by id the wrapped key, or nothing where it was destroyed. */
  readonly keys: string;
  /** A hash of the same form that is being filled, to take the place of the other at one stroke. */
  readonly beside: string;
}

export function vaultKeysOf(prefix: string): VaultKeys {
  const keys = `${KEYS_BEGIN}${prefix}`;
  return { master: `${keys}:master`, keys, beside: `${keys}:beside` };
}

/** A script that Redis runs as one step, before and after which nobody sees anything else. */
export type Script = string;

/** Runs a script; it is sent whole each time, so that none can be missing and questions keep their order. */
export async function runScript(
  client: Redis,
  script: Script,
  { master, keys, beside }: VaultKeys,
  args: readonly (string | number | Buffer)[],
): Promise<readonly (Buffer | null)[]> {
  return (await client.callBuffer('EVAL', script, 3, master, keys, beside, ...args)) as readonly (Buffer | null)[];
}

const NAMES = `
local master, keys, beside = KEYS[1], KEYS[2], KEYS[3]
`;

/** Whoever works with another master key than the vault's is told; a rotation under way must not lose what comes now. */
const AS_KNOWN = `${NAMES}
if redis.call('HGET', master, 'generation') ~= ARGV[1] then return {'changed'} end
if redis.call('HDEL', master, 'rotation') == 1 then redis.call('DEL', beside) end
`;

/**
 * Makes a new vault where there is none. Arguments: format, proof, 1 where it may be made.
 * Answers `none`, or format, generation, proof.
 */
export const BEGIN: Script = `${NAMES}
if redis.call('EXISTS', master) == 0 then
  if ARGV[3] ~= '1' or redis.call('EXISTS', keys) == 1 then return {'none'} end
  redis.call('HSET', master, 'format', ARGV[1], 'generation', '1', 'proof', ARGV[2], 'removals', '0', 'vanished', '0')
end
return redis.call('HMGET', master, 'format', 'generation', 'proof')
`;

/** Gives up what a rotation has left half done. Arguments: generation. Answers with removals, vanished. */
export const TAKE_UP: Script = `${AS_KNOWN}
return redis.call('HMGET', master, 'removals', 'vanished')
`;

/**
 * Looks at all of them before it writes any: one tombstone refuses the whole. Arguments: generation, then id and wrapped key
 * of each. Answers `destroyed` and an id, or `held` and what was there before, id and wrapped key of each.
 */
export const PUT: Script = `${AS_KNOWN}
for i = 2, #ARGV, 2 do
  if redis.call('HGET', keys, ARGV[i]) == '' then return {'destroyed', ARGV[i]} end
end
local answer = {'held'}
for i = 2, #ARGV, 2 do
  if redis.call('HSETNX', keys, ARGV[i], ARGV[i + 1]) == 0 then
    answer[#answer + 1] = ARGV[i]
    answer[#answer + 1] = redis.call('HGET', keys, ARGV[i])
  end
end
return answer
`;

/** Arguments: generation, then ids. Answers `removed`, removals, vanished. */
export const DESTROY: Script = `${AS_KNOWN}
local removed = false
for i = 2, #ARGV do
  local was = redis.call('HGET', keys, ARGV[i])
  if was and was ~= '' then removed = true end
  if was ~= '' then redis.call('HSET', keys, ARGV[i], '') end
end
if removed then redis.call('HINCRBY', master, 'removals', 1) end
return {'removed', redis.call('HGET', master, 'removals'), redis.call('HGET', master, 'vanished')}
`;

/** Notes what has vanished from the files. Arguments: removals. */
export const VANISHED: Script = `${NAMES}
if tonumber(redis.call('HGET', master, 'vanished') or '0') < tonumber(ARGV[1]) then
  redis.call('HSET', master, 'vanished', ARGV[1])
end
return {}
`;

/** Begins to wrap all keys anew, in place of a rotation that was cut short. Arguments: generation, a token. */
export const BEGIN_ROTATION: Script = `${NAMES}
if redis.call('HGET', master, 'generation') ~= ARGV[1] then return {'changed'} end
redis.call('DEL', beside)
redis.call('HSET', master, 'rotation', ARGV[2])
return {'begun'}
`;

/** Arguments: token, then id and newly wrapped key of each. */
export const ROTATE_PAGE: Script = `${NAMES}
if redis.call('HGET', master, 'rotation') ~= ARGV[1] then return {'disturbed'} end
for i = 2, #ARGV, 2 do redis.call('HSET', beside, ARGV[i], ARGV[i + 1]) end
return {'kept'}
`;

/** Arguments: token, the new proof. Answers `rotated`, removals. */
export const END_ROTATION: Script = `${NAMES}
if redis.call('HGET', master, 'rotation') ~= ARGV[1] then return {'disturbed'} end
if redis.call('HLEN', beside) ~= redis.call('HLEN', keys) then return {'disturbed'} end
if redis.call('EXISTS', beside) == 1 then redis.call('RENAME', beside, keys) end
redis.call('HSET', master, 'proof', ARGV[2])
redis.call('HINCRBY', master, 'generation', 1)
redis.call('HDEL', master, 'rotation')
return {'rotated', tostring(redis.call('HINCRBY', master, 'removals', 1))}
`;

/** Begins to fill a vault where there is none. */
export const BEGIN_IMPORT: Script = `${NAMES}
if redis.call('EXISTS', master, keys) > 0 then return {'held'} end
redis.call('DEL', beside)
return {'begun'}
`;

/** Arguments: id and wrapped key of each; a tombstone stays one. */
export const IMPORT_PAGE: Script = `${NAMES}
for i = 1, #ARGV, 2 do
  if redis.call('HGET', beside, ARGV[i]) ~= '' then redis.call('HSET', beside, ARGV[i], ARGV[i + 1]) end
end
return {}
`;

/** Arguments: format, proof. */
export const END_IMPORT: Script = `${NAMES}
if redis.call('EXISTS', master, keys) > 0 then return {'held'} end
if redis.call('EXISTS', beside) == 1 then redis.call('RENAME', beside, keys) end
redis.call('HSET', master, 'format', ARGV[1], 'generation', '1', 'proof', ARGV[2], 'removals', '0', 'vanished', '0')
return {'imported'}
`;
