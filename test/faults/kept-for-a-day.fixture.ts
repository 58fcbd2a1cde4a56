/** Answers of one day, forgotten with the next one. */
export class KeptForADay {
  private day = '';
  private readonly answers = new Map<string, unknown>();

  keep<T>(day: string, name: string, find: () => T): T {
    if (day !== this.day) this.forget();
    this.day = day;
    if (!this.answers.has(name)) this.answers.set(name, find());
    return this.answers.get(name) as T;
  }

  forget(): void {
    this.answers.clear();
  }
}
