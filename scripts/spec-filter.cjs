/**
 * jest's `--filter`: keeps the specs that match SPECS_ONLY and do not match SPECS_WITHOUT (regular expressions over
 * paths from the project's folder), whatever patterns were given besides.
 */
const { relative, sep } = require('node:path');

module.exports = (paths) => {
  const only = new RegExp(process.env.SPECS_ONLY || '');
  const without = process.env.SPECS_WITHOUT ? new RegExp(process.env.SPECS_WITHOUT) : undefined;
  const filtered = paths.filter((path) => {
    const name = relative(process.cwd(), path).split(sep).join('/');
    return only.test(name) && !without?.test(name);
  });
  return { filtered };
};
