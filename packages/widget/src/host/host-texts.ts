const texts = {
  en: {
    title: 'Link your account',
    failed: 'We could not load this',
    advice: 'Check your connection, or allow this site in your content blocker.',
    retry: 'Try again',
    close: 'Close',
  },
  es: {
    title: 'Conecta tu cuenta',
    failed: 'No se ha podido cargar',
    advice: 'Revisa tu conexión o permite este sitio en tu bloqueador de contenido.',
    retry: 'Reintentar',
    close: 'Cerrar',
  },
  ar: {
    title: 'اربط حسابك',
    failed: 'تعذّر التحميل',
    advice: 'تحقّق من اتصالك أو اسمح بهذا الموقع في مانع المحتوى.',
    retry: 'أعد المحاولة',
    close: 'إغلاق',
  },
};

export type HostTexts = (typeof texts)['en'];

/** What the host itself shows, in the language of a BCP 47 tag, or in English. */
export function hostTexts(locale: string): HostTexts & { direction: 'ltr' | 'rtl' } {
  const language = locale.slice(0, 2).toLowerCase();
  const direction = language === 'ar' ? 'rtl' : 'ltr';
  return { ...(texts[language as keyof typeof texts] ?? texts.en), direction };
}
