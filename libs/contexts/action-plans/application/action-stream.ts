/** The stream of an action. */
export function actionStream(actionId: string): string {
  return `action-${actionId}`;
}
