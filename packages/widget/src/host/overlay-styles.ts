/**
 * The element on the page, which the page's rules style too: `div:empty`, `body > div`, `*`. Only an inline `!important`
 * wins over all of them. With `fixed`, it is no item of a page that is a grid.
 */
export const rootStyles = 'all:initial!important;display:block!important;position:fixed!important';

/**
 * The iframe has `color-scheme: light` whatever the page has: if it differs from the scheme of the frame's document,
 * the browser paints an opaque canvas behind the frame.
 */
export const overlayStyles = `
dialog {
  position: fixed; inset: 0; width: 100%; height: 100%; max-width: none; max-height: none;
  margin: 0; padding: 0; border: 0; background: none; overflow: hidden; outline: none;
  font: 16px/1.5 system-ui, sans-serif; color: #14211d;
}
dialog::backdrop { background: rgb(8 20 17 / 0.56); }
iframe {
  position: absolute; inset: 0; width: 100%; height: 100%; border: 0; background: none; color-scheme: light;
}
.spinner {
  position: absolute; top: calc(50% - 16px); left: calc(50% - 16px); width: 32px; height: 32px; box-sizing: border-box;
  border: 3px solid rgb(255 255 255 / 0.3); border-top-color: #fff; border-radius: 50%;
  animation: turn 0.8s linear infinite;
}
@keyframes turn { to { transform: rotate(1turn); } }
.failure {
  position: absolute; top: 50%; left: 50%; transform: translate(-50%, -50%); box-sizing: border-box;
  width: min(360px, calc(100% - 32px)); padding: 32px 24px 20px; border-radius: 20px; background: #fff;
  text-align: center; box-shadow: 0 24px 64px rgb(8 20 17 / 0.3);
}
.failure h2 { margin: 0 0 8px; font-size: 20px; line-height: 1.3; }
.failure p { margin: 0 0 24px; color: #4c5a55; }
button {
  display: block; width: 100%; min-height: 48px; border: 0; border-radius: 12px; font: inherit; font-weight: 600;
  cursor: pointer; color: inherit; background: none;
}
.primary { background: #0b5d4b; color: #fff; }
button:focus-visible { outline: 3px solid #0b5d4b; outline-offset: 2px; }
.dark { color: #eef5f2; }
.dark .failure { background: #14201c; }
.dark .failure p { color: #a9bab3; }
.dark .primary { background: #5fd3ab; color: #06231a; }
.dark button:focus-visible { outline-color: #5fd3ab; }
@media (prefers-reduced-motion: reduce) { .spinner { animation-duration: 3s; } }
@media (forced-colors: active) { .failure, button { border: 1px solid; } }
`;
