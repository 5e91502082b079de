import type { Texts } from './en.ts';

/** The tests check the layout from right to left in this language. */
export const ar: Texts = {
  direction: 'rtl',
  back: 'رجوع',
  close: 'إغلاق',
  cancel: 'إلغاء',
  done: 'تم',
  exit: 'خروج',
  retry: 'أعد المحاولة',
  sandbox: 'بيئة تجريبية',
  loading: 'جارٍ التحميل',
  footer: 'محمي بواسطة Winkwire',
  required: (name) => `أدخل ${name}.`,
  tooLong: (limit) => `أدخل ${limit} حرف كحد أقصى.`,
  fieldNames: {
    username: 'اسم المستخدم',
    email: 'البريد الإلكتروني',
    phone: 'رقم الهاتف',
    password: 'كلمة المرور',
    ssn: 'رقم الضمان الاجتماعي',
    employerName: 'جهة العمل',
    city: 'المدينة',
    answer: 'الإجابة',
  },

  consent: {
    heading: (company) => `تستخدم ${company} خدمة Winkwire لربط حساباتك`,
    points: [
      { title: 'القرار بيدك', text: 'تختار ما تربطه، ويمكنك إيقاف المشاركة في أي وقت.' },
      { title: 'كلمة مرورك خاصة', text: 'تُستخدم لتسجيل دخولك فقط ولا تُعرض على أحد.' },
      { title: 'قراءة فقط', text: 'لا يتغيّر شيء في حسابك.' },
    ],
    terms: 'ما توافق عليه',
    agree: 'أوافق وأتابع',
    decline: 'ليس الآن',
  },

  providerList: {
    heading: 'ابحث عن حساب عملك',
    intro: 'اختر أين تعمل أو تتقاضى أجرك.',
    search: 'ابحث بالاسم',
    clear: 'امسح البحث',
    types: 'تصفية حسب النوع',
    allTypes: 'الكل',
    top: 'الأكثر استخدامًا',
    all: 'كل الحسابات',
    list: 'الحسابات',
    linked: 'مرتبط',
    results: (count) => `عدد النتائج: ${count}`,
    empty: (search) => `لا نتائج لـ «${search}»`,
    emptyType: 'لا حسابات من هذا النوع بعد',
    emptyAdvice: 'تحقّق من الكتابة أو اختر «غير موجود؟» في الأسفل.',
    missing: 'غير موجود؟',
    upload: 'ارفع مستندات',
  },

  login: {
    heading: (provider) => `سجّل الدخول إلى ${provider}`,
    intro: (provider, names) => `أدخل ${names} لحسابك في ${provider}.`,
    emptyIntro: (provider) => `لا تطلب ${provider} كلمة مرور. يمكنك المتابعة.`,
    redirectIntro: (provider) => `ستسجّل الدخول في صفحة ${provider} نفسها، في نافذة جديدة.`,
    fields: {
      username: 'اسم المستخدم',
      email: 'البريد الإلكتروني',
      phone: 'رقم الهاتف',
      password: 'كلمة المرور',
      ssn: 'رقم الضمان الاجتماعي',
    },
    privacy: (company) => `لا ترى ${company} كلمة مرورك أبدًا.`,
    submit: 'متابعة',
    redirect: (provider) => `المتابعة إلى ${provider}`,
    options: 'طرق أخرى لتسجيل الدخول',
    showPassword: 'أظهر كلمة المرور',
    hidePassword: 'أخفِ كلمة المرور',
    sandboxTitle: 'بيئة تجريبية: استخدم بيانات اختبار',
    sandboxText:
      'اسم المستخدم: George. كلمة المرور: 123456. الرمز: 1234. اسم مثل error_ACCOUNT_LOCKED يسبّب ذلك الخطأ.',
    popupTitle: 'جارٍ فتح صفحة تسجيل الدخول…',
  },

  loginOptions: {
    heading: 'اختر طريقة تسجيل الدخول',
    intro: (provider) => `كلها تعمل مع ${provider}.`,
    form: 'بكلمة مرور',
    redirect: 'في نافذة جديدة',
    current: 'المختارة',
  },

  connecting: {
    heading: (provider) => `جارٍ الاتصال بـ ${provider}`,
    text: 'يستغرق هذا بضع ثوانٍ عادةً.',
    slow: 'ما زال الاتصال جاريًا. بعض الحسابات تحتاج دقيقة، فأبقِ هذه النافذة مفتوحة.',
    struggling: 'اتصالك غير مستقر. ما زلنا نحاول.',
  },

  redirecting: {
    heading: (provider) => `أكمل تسجيل الدخول في ${provider}`,
    text: 'فُتحت نافذة جديدة. عُد إلى هنا عندما تنتهي.',
    blocked: 'منع متصفحك النافذة الجديدة. افتحها بالزر في الأسفل.',
    dismissed: 'أُغلقت نافذة تسجيل الدخول. افتحها مرة أخرى للمتابعة.',
    open: 'افتح صفحة تسجيل الدخول',
    again: 'افتحها مرة أخرى',
    back: 'سجّل الدخول بطريقة أخرى',
  },

  mfa: {
    heading: 'أكّد أنك أنت',
    sentTo: (target) => `أُرسل إلى ${target}`,
    code: 'الرمز',
    codeLength: (length) => `أدخل أرقام الرمز كلها، وعددها ${length}.`,
    choose: 'اختر واحدًا للمتابعة.',
    answer: 'إجابتك',
    submit: 'متابعة',
    expires: (time) => `ينتهي خلال ${time}`,
    newCode: 'أرسل رمزًا جديدًا',
    moreTime: 'أحتاج إلى مزيد من الوقت',
    newCodeSent: 'أُرسل رمز جديد. يعمل أحدث رمز فقط.',
    timeGiven: 'لديك الآن مزيد من الوقت.',
    lastMinute: 'بقيت لديك دقيقة واحدة.',
    expired: 'انتهى الوقت. ابدأ من جديد للحصول على رمز آخر.',
  },

  connectSuccess: {
    heading: 'تم الربط',
    text: (provider, company) => `يمكن لـ ${company} الآن رؤية حسابك في ${provider}.`,
    another: 'اربط حسابًا آخر',
  },

  accountRevoke: {
    heading: (provider) => provider,
    connected: 'مرتبط',
    disconnected: 'غير مرتبط',
    account: 'الحساب',
    since: 'مرتبط منذ',
    text: (company) => `يمكن لـ ${company} رؤية هذا الحساب ومتابعة تغيّراته.`,
    revoke: 'إلغاء الربط',
    askTitle: 'إلغاء ربط هذا الحساب؟',
    askText: (company) => `لن تتلقى ${company} بيانات منه بعد الآن. يمكنك ربطه مجددًا لاحقًا.`,
    confirm: 'إلغاء الربط',
    keep: 'أبقِه مرتبطًا',
    goneTitle: 'أُلغي ربط الحساب',
    goneText: (company) => `لم تعد ${company} تتلقى بيانات منه.`,
    reconnect: 'اربطه مجددًا',
  },

  employerSurvey: {
    heading: 'أخبرنا أين تعمل',
    intro: 'لا نستطيع الاتصال بجهة العمل هذه بعد. إجابتك تساعدنا على إضافتها.',
    employer: 'جهة العمل',
    city: 'المدينة',
    payPeriod: 'كم مرة تتقاضى أجرك؟',
    choose: 'اختر',
    payPeriodRequired: 'اختر كم مرة تتقاضى أجرك.',
    payPeriods: {
      WEEKLY: 'كل أسبوع',
      BIWEEKLY: 'كل أسبوعين',
      SEMIMONTHLY: 'مرتين في الشهر',
      MONTHLY: 'كل شهر',
      OTHER: 'غير ذلك',
    },
    submit: 'إرسال',
    next: 'تابع إلى المستندات',
    sentTitle: 'شكرًا لك',
    sentText: 'سجّلنا جهة عملك وسنحاول إضافتها.',
    another: 'اختر حسابًا آخر',
  },

  fileTypeList: {
    heading: 'أي مستند لديك؟',
    intro: 'الأفضل صورة واضحة أو الملف الأصلي.',
    types: 'أنواع المستندات',
    mine: 'مستنداتك',
    automatic: 'يُقرأ تلقائيًا',
  },

  upload: {
    heading: (type) => type,
    intro: 'أضف صورًا واضحة لكل الصفحات أو الملف الأصلي.',
    drop: 'أفلت الملفات هنا أو',
    browse: 'اختر ملفات',
    touch: 'اختر ملفات',
    formats: 'PDF أو PNG أو JPG أو TIFF، حتى 20 ملفًا بحجم 15 ميغابايت',
    files: 'الملفات المختارة',
    remove: (name) => `أزِل ${name}`,
    submit: 'ارفع',
    submitCount: (count) => `ارفع الملفات (${count})`,
    progress: 'جارٍ الرفع',
    percent: (percent) => `رُفع ${percent}٪`,
    tooMany: (excess) => `يمكنك رفع 20 ملفًا في المرة الواحدة. أزل ${excess}.`,
    faults: {
      TOO_LARGE: 'هذا الملف أكبر من 15 ميغابايت. اختر ملفًا أصغر.',
      EMPTY: 'هذا الملف فارغ. اختر غيره.',
      FORMAT: 'هذا الملف ليس PDF أو PNG أو JPG أو TIFF. اختر غيره.',
      TOO_MANY: 'هذا الملف يتجاوز حد 20 ملفًا. أزله أو أزل ملفًا غيره.',
    },
  },

  archiveSuccess: {
    heading: 'استلمنا المستند',
    text: (company) => `استلمته ${company}.`,
    another: 'ارفع مستندًا آخر',
  },

  archive: {
    unknown: 'مستند',
    states: {
      STARTED: 'قيد المعالجة',
      ANALYZED: 'جاهز',
      UNSUPPORTED: 'محفوظ',
      ERROR: 'تعذّرت قراءته',
      REVOKED: 'محذوف',
    },
    error: 'لم نتمكن من قراءة هذا المستند. قد تفيد صورة أوضح أو الملف الأصلي.',
  },

  revokeArchive: {
    heading: (type) => type,
    files: 'الملفات',
    remove: 'احذف المستند',
    askTitle: 'حذف هذا المستند؟',
    askText: (company) => `لن يحق لـ ${company} استخدامه بعد الآن. لا يمكن التراجع عن هذا.`,
    confirm: 'حذف',
    keep: 'إبقاء',
    goneTitle: 'حُذف المستند',
    goneText: (company) => `لم يعد يحق لـ ${company} استخدامه.`,
    another: 'العودة إلى المستندات',
  },

  failed: {
    heading: 'حدث خطأ من جانبنا',
    text: 'حاول مرة أخرى بعد لحظات.',
    networkHeading: 'لا يوجد اتصال',
    networkText: 'تحقّق من اتصالك بالإنترنت ثم حاول مرة أخرى.',
  },

  expired: {
    heading: 'جارٍ تجديد جلستك',
    text: 'لحظة واحدة. ما أدخلته محفوظ.',
    emptyHeading: 'جارٍ الاتصال…',
    emptyText: 'لحظة واحدة.',
    stuckHeading: 'انتهت جلستك',
    stuckText: 'أغلق هذه النافذة وابدأ من جديد.',
  },

  closing: {
    heading: 'الخروج دون إنهاء؟',
    text: 'سيضيع ما أدخلته.',
    stay: 'البقاء',
    confirm: 'الخروج',
  },

  failures: {
    NETWORK: 'لا يستجيب الخادم. تحقّق من اتصالك وحاول مرة أخرى.',
    INVALID_PARAMETERS: 'أحد المدخلات غير مقبول. تحقّق مما أدخلته وحاول مرة أخرى.',
    REQUEST_LIMIT_EXCEEDED: 'محاولات كثيرة. انتظر قليلًا ثم حاول مرة أخرى.',
    UNSUPPORTED_TYPE: 'هذا النوع من الملفات غير مقبول. اختر PDF أو PNG أو JPG أو TIFF.',
    FILE_LOCKED: 'أحد الملفات محمي بكلمة مرور. احفظه بدونها ثم اختره مجددًا.',
    FILE_DAMAGED: 'أحد الملفات تالف ولا يمكن فتحه. احفظه أو امسحه ضوئيًا من جديد.',
    SERVER_ERROR: 'حدث خطأ من جانبنا. حاول مرة أخرى بعد لحظات.',
    SERVER_UNAVAILABLE: 'الخدمة غير متاحة حاليًا. حاول بعد بضع دقائق.',
    OTHER: 'لم ينجح ذلك. حاول مرة أخرى.',
  },

  linkErrors: {
    ACCOUNT_DISABLED: { title: 'هذا الحساب معطّل', text: 'اطلب من مزوّدك تفعيله ثم حاول مرة أخرى.' },
    ACCOUNT_INACCESSIBLE: {
      title: 'تعذّر الوصول إلى هذا الحساب',
      text: 'لا يسمح لنا مزوّدك بالدخول حاليًا. حاول لاحقًا.',
    },
    ACCOUNT_INCOMPLETE: {
      title: 'لم يكتمل إعداد حسابك بعد',
      text: 'أكمل تسجيلك لدى مزوّدك ثم حاول مرة أخرى.',
    },
    ACCOUNT_LOCKED: { title: 'حسابك مقفل', text: 'افتح قفله في موقع مزوّدك ثم حاول مرة أخرى.' },
    AUTH_REQUIRED: {
      title: 'يطلب مزوّدك تسجيل الدخول أولًا',
      text: 'سجّل الدخول مرة في موقعه ثم حاول هنا من جديد.',
    },
    EXPIRED_CREDENTIALS: {
      title: 'انتهت صلاحية كلمة مرورك',
      text: 'غيّرها في موقع مزوّدك ثم استخدم الجديدة هنا.',
    },
    INVALID_ACCOUNT_TYPE: {
      title: 'هذا النوع من الحسابات لا يعمل هنا',
      text: 'استخدم حساب عملك الشخصي وحاول مرة أخرى.',
    },
    INVALID_AUTH: {
      title: 'لم يُقبل تسجيل الدخول',
      text: 'لم يقبل مزوّدك هذه الطريقة. جرّب غيرها.',
    },
    INVALID_CREDENTIALS: {
      title: 'اسم المستخدم أو كلمة المرور خطأ',
      text: 'تحقّق منهما ثم حاول مرة أخرى.',
    },
    INVALID_MFA: { title: 'هذا الرمز خطأ', text: 'ابدأ من جديد للحصول على رمز آخر.' },
    MFA_TIMEOUT: {
      title: 'انتهى الوقت',
      text: 'لم يُدخل الرمز في الوقت المحدد. ابدأ من جديد للحصول على آخر.',
    },
    SERVICE_UNAVAILABLE: {
      title: 'مزوّدك غير متاح',
      text: 'خدمته متوقفة حاليًا. حاول بعد بضع دقائق.',
    },
    SYSTEM_ERROR: { title: 'حدث خطأ من جانبنا', text: 'لم يتأثر حسابك. حاول مرة أخرى بعد لحظات.' },
    TOS_REQUIRED: {
      title: 'لدى مزوّدك شروط جديدة',
      text: 'وافق عليها في موقعه ثم حاول مرة أخرى.',
    },
    UNSUPPORTED_AUTH_TYPE: {
      title: 'طريقة الدخول هذه غير متاحة بعد',
      text: 'اختر طريقة أخرى لتسجيل الدخول.',
    },
    UNSUPPORTED_MFA_METHOD: {
      title: 'هذا النوع من التأكيد غير متاح بعد',
      text: 'اختر رمزًا برسالة نصية أو بريد إلكتروني في إعدادات مزوّدك ثم حاول مرة أخرى.',
    },
  },
  linkErrorAnother: 'اختر حسابًا آخر',
};
