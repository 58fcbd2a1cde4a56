/** Answers of one day, forgotten with the next one. */
export class KeptForADay {
  private day = '';
  private readonly answers = new Map<string, unknown>();

  keep<T>(day: string, name: string, find: () => T): T {
    if (day !== this.day) this.forgetAll();
    this.day = day;
    if (!this.answers.has(name)) this.answers.set(name, find());
    return this.answers.get(name) as T;
  }

  forget(...names: readonly string[]): void {
    for (const name of names) this.answers.delete(name);
  }

  forgetAll(): void {
    this.answers.clear();
  }
}
