export { createDemo, type Demo, type DemoOptions } from './create-demo.ts';
export { type CaughtMail, createMailCatcher, type MailCatcher } from './mail-catcher.ts';
