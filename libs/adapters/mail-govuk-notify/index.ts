/** Mail by GOV.UK Notify, which tells what became of it. */
export { openNotifyMailer, type NotifySettings, type NotifyTiming } from './notify-mailer';
export { isNotifyApiKey, isNotifyBaseUrl, isNotifyTemplateId } from './settings';
