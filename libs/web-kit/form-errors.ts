/** What is wrong with one field, in the user's words. */
export interface FieldError {
  /** Name of the field as the form and the API have it, `leads.0.name` inside lists; empty where it concerns the whole form. */
  readonly field: string;
  readonly message: string;
}

/** One line of the error summary; it leads to the field. */
export interface ErrorSummaryItem {
  readonly text: string;
  readonly href?: string;
}

/** The id that a field's control has in the page. */
export function fieldId(field: string): string {
  return field.replace(/[.[\]]+/g, '-').replace(/-$/, '');
}

/** Everything that is wrong with a form, in the order of its fields: one message for each. */
export class FormErrors {
  static readonly none = new FormErrors([]);

  /** Message by field, as the form macros look it up. */
  readonly messages: Readonly<Record<string, string>>;
  readonly items: readonly FieldError[];

  constructor(items: readonly FieldError[]) {
    const firsts = new Map<string, FieldError>();
    for (const item of items) if (!firsts.has(item.field)) firsts.set(item.field, item);
    this.items = [...firsts.values()];
    this.messages = Object.fromEntries(this.items.map(({ field, message }) => [field, message]));
  }

  /** A refusal of a rule, shown at the field that it concerns. */
  static of(message: string, field = ''): FormErrors {
    return new FormErrors([{ field, message }]);
  }

  get any(): boolean {
    return this.items.length > 0;
  }

  get summary(): readonly ErrorSummaryItem[] {
    return this.items.map(({ field, message }) =>
      field === '' ? { text: message } : { text: message, href: `#${fieldId(field)}` },
    );
  }

  and(others: FormErrors): FormErrors {
    return new FormErrors([...this.items, ...others.items]);
  }
}
