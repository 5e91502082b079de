/**
 * Why the frame cannot be shown. `offline`: there is no network. `blocked`: a document has loaded, but its app does not
 * start. `slow`: no document arrives. The host cannot distinguish a blocked document from the browser's own error page.
 */
export type LoadFailure = 'offline' | 'blocked' | 'slow';

const texts = {
  en: {
    title: 'Link your account',
    failed: 'We could not load this',
    advice: {
      offline: 'You are offline. Check your internet connection, then try again.',
      blocked:
        'It was blocked, or the server is not available. Allow this site in your content blocker, then try again.',
      slow: 'The server did not respond. Try again in a moment.',
    } satisfies Record<LoadFailure, string>,
    retry: 'Try again',
    close: 'Close',
  },
  es: {
    title: 'Conecte su cuenta',
    failed: 'No se ha podido cargar',
    advice: {
      offline: 'No tiene conexión. Revise su conexión a internet e inténtelo de nuevo.',
      blocked:
        'Se ha bloqueado o el servidor no está disponible. Permita este sitio en su bloqueador de contenido e inténtelo de nuevo.',
      slow: 'El servidor no responde. Inténtelo de nuevo dentro de un momento.',
    },
    retry: 'Reintentar',
    close: 'Cerrar',
  },
  ar: {
    title: 'اربط حسابك',
    failed: 'تعذّر التحميل',
    advice: {
      offline: 'أنت غير متصل. تحقّق من اتصالك بالإنترنت ثم حاول مرة أخرى.',
      blocked: 'تم حظره أو أن الخادم غير متاح. اسمح بهذا الموقع في مانع المحتوى ثم حاول مرة أخرى.',
      slow: 'لا يستجيب الخادم. حاول مرة أخرى بعد لحظات.',
    },
    retry: 'أعد المحاولة',
    close: 'إغلاق',
  },
};

export type HostTexts = (typeof texts)['en'];

/** The texts that the host shows, in the language of the BCP 47 tag `locale`, or in English. */
export function hostTexts(locale: string): HostTexts & { direction: 'ltr' | 'rtl' } {
  const [language = ''] = locale.toLowerCase().split(/[-_]/);
  const direction = language === 'ar' ? 'rtl' : 'ltr';
  return { ...(texts[language as keyof typeof texts] ?? texts.en), direction };
}
