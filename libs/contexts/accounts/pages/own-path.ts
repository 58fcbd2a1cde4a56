/** Where to go after signing in: only within this service, so that no link can lead a reader away. */
export function ownPath(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])[\w\-./?=&%+~:,@]*$/.test(next) ? next : '/';
}
