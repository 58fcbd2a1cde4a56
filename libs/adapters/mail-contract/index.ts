/** What every mailer must do alike, as tests that an adapter runs by one line. */
export { mailContract, type ArrivedMail, type MailerUnderTest, type MakeMailer } from './mail-contract';
