import type { Texts } from './en.ts';

export const es: Texts = {
  direction: 'ltr',
  back: 'Atrás',
  close: 'Cerrar',
  cancel: 'Cancelar',
  done: 'Listo',
  exit: 'Salir',
  retry: 'Reintentar',
  sandbox: 'Pruebas',
  loading: 'Cargando',
  footer: 'Protegido por Winkwire',
  required: (name) => `Introduce ${name}.`,
  tooLong: (limit) => `Introduce como máximo ${limit} caracteres.`,
  fieldNames: {
    username: 'el usuario',
    email: 'el correo electrónico',
    phone: 'el número de teléfono',
    password: 'la contraseña',
    ssn: 'el número de seguridad social',
    employerName: 'la empresa',
    city: 'la ciudad',
    answer: 'la respuesta',
  },

  consent: {
    heading: (company) => `${company} usa Winkwire para conectar tus cuentas`,
    points: [
      {
        title: 'Tú decides',
        text: 'Eliges qué conectar y puedes dejar de compartir cuando quieras.',
      },
      {
        title: 'Tu contraseña es privada',
        text: 'Solo sirve para iniciar tu sesión y nunca se muestra a nadie.',
      },
      { title: 'Solo lectura', text: 'No se cambia nada en tu cuenta.' },
    ],
    terms: 'Lo que aceptas',
    agree: 'Aceptar y continuar',
    decline: 'Ahora no',
  },

  providerList: {
    heading: 'Busca tu cuenta de trabajo',
    intro: 'Elige dónde trabajas o cobras.',
    search: 'Buscar por nombre',
    clear: 'Borrar la búsqueda',
    types: 'Filtrar por tipo',
    allTypes: 'Todo',
    top: 'Más usadas',
    all: 'Todas las cuentas',
    list: 'Cuentas',
    linked: 'Conectada',
    results: (count) => (count === 1 ? '1 resultado' : `${count} resultados`),
    empty: (search) => `Sin resultados para «${search}»`,
    emptyType: 'Aún no hay cuentas de este tipo',
    emptyAdvice: 'Revisa cómo se escribe o elige «¿No aparece?» más abajo.',
    missing: '¿No aparece?',
    upload: 'Subir documentos',
  },

  login: {
    heading: (provider) => `Inicia sesión en ${provider}`,
    intro: (provider, names) => `Introduce ${names} que usas en ${provider}.`,
    emptyIntro: (provider) => `${provider} no pide contraseña. Puedes continuar.`,
    redirectIntro: (provider) => `Iniciarás sesión en la página de ${provider}, en una ventana nueva.`,
    fields: {
      username: 'Usuario',
      email: 'Correo electrónico',
      phone: 'Número de teléfono',
      password: 'Contraseña',
      ssn: 'Número de seguridad social',
    },
    privacy: (company) => `${company} nunca ve tu contraseña.`,
    submit: 'Continuar',
    redirect: (provider) => `Continuar a ${provider}`,
    options: 'Otras formas de iniciar sesión',
    showPassword: 'Mostrar la contraseña',
    hidePassword: 'Ocultar la contraseña',
    sandboxTitle: 'Pruebas: usa datos de ejemplo',
    sandboxText:
      'Usuario: George. Contraseña: 123456. Código: 1234. Un usuario como error_ACCOUNT_LOCKED provoca ese error.',
    popupTitle: 'Abriendo la página de inicio de sesión…',
  },

  loginOptions: {
    heading: 'Elige cómo iniciar sesión',
    intro: (provider) => `Todas sirven para ${provider}.`,
    form: 'Con contraseña',
    redirect: 'En una ventana nueva',
    current: 'Elegida',
  },

  connecting: {
    heading: (provider) => `Conectando con ${provider}`,
    text: 'Suele tardar unos segundos.',
    slow: 'Seguimos conectando. Algunas cuentas tardan un minuto, así que no cierres esta ventana.',
    struggling: 'Tu conexión es inestable. Seguimos intentándolo.',
  },

  redirecting: {
    heading: (provider) => `Termina de iniciar sesión en ${provider}`,
    text: 'Se ha abierto una ventana nueva. Vuelve aquí cuando termines.',
    blocked: 'Tu navegador ha bloqueado la ventana nueva. Ábrela con el botón de abajo.',
    dismissed: 'Se cerró la ventana de inicio de sesión. Ábrela otra vez para continuar.',
    open: 'Abrir la página de inicio de sesión',
    again: 'Abrirla otra vez',
    back: 'Iniciar sesión de otra forma',
  },

  mfa: {
    heading: 'Confirma que eres tú',
    sentTo: (target) => `Enviado a ${target}`,
    code: 'Código',
    codeLength: (length) => `Introduce las ${length} cifras del código.`,
    choose: 'Elige una opción para continuar.',
    answer: 'Tu respuesta',
    submit: 'Continuar',
    expires: (time) => `Caduca en ${time}`,
    newCode: 'Enviar otro código',
    moreTime: 'Necesito más tiempo',
    newCodeSent: 'Te hemos enviado otro código. Solo vale el último.',
    timeGiven: 'Ahora tienes más tiempo.',
    lastMinute: 'Te queda un minuto.',
    expired: 'Se acabó el tiempo. Empieza de nuevo para recibir otro código.',
  },

  connectSuccess: {
    heading: 'Ya está conectada',
    text: (provider, company) => `${company} ya puede ver tu cuenta de ${provider}.`,
    another: 'Conectar otra cuenta',
  },

  accountRevoke: {
    heading: (provider) => provider,
    connected: 'Conectada',
    disconnected: 'Desconectada',
    account: 'Cuenta',
    since: 'Conectada desde',
    text: (company) => `${company} puede ver esta cuenta y recibe sus cambios.`,
    revoke: 'Desconectar',
    askTitle: '¿Desconectar esta cuenta?',
    askText: (company) => `${company} dejará de recibir sus datos. Puedes volver a conectarla más tarde.`,
    confirm: 'Desconectar',
    keep: 'Mantener conectada',
    goneTitle: 'Cuenta desconectada',
    goneText: (company) => `${company} ya no recibe datos de ella.`,
    reconnect: 'Conectar de nuevo',
  },

  employerSurvey: {
    heading: 'Dinos dónde trabajas',
    intro: 'Aún no podemos conectar con esta empresa. Tu respuesta nos ayuda a añadirla.',
    employer: 'Empresa',
    city: 'Ciudad',
    payPeriod: '¿Cada cuánto cobras?',
    choose: 'Elige',
    payPeriodRequired: 'Elige cada cuánto cobras.',
    payPeriods: {
      WEEKLY: 'Cada semana',
      BIWEEKLY: 'Cada dos semanas',
      SEMIMONTHLY: 'Dos veces al mes',
      MONTHLY: 'Cada mes',
      OTHER: 'Otro',
    },
    submit: 'Enviar',
    next: 'Continuar con documentos',
    sentTitle: 'Gracias',
    sentText: 'Hemos anotado tu empresa e intentaremos añadirla.',
    another: 'Elegir otra cuenta',
  },

  fileTypeList: {
    heading: '¿Qué documento tienes?',
    intro: 'Lo mejor es una foto nítida o el archivo original.',
    types: 'Tipos de documento',
    mine: 'Tus documentos',
    automatic: 'Lectura automática',
  },

  upload: {
    heading: (type) => type,
    intro: 'Añade fotos nítidas de todas las páginas o el archivo original.',
    drop: 'Suelta archivos aquí o',
    browse: 'elige archivos',
    touch: 'Elegir archivos',
    formats: 'PDF, PNG, JPG o TIFF, hasta 20 archivos de 15 MB',
    files: 'Archivos elegidos',
    remove: (name) => `Quitar ${name}`,
    submit: 'Subir',
    submitCount: (count) => (count === 1 ? 'Subir 1 archivo' : `Subir ${count} archivos`),
    progress: 'Subiendo',
    percent: (percent) => `${percent} % subido`,
    tooMany: (excess) => `Puedes subir 20 archivos a la vez. Quita ${excess}.`,
    faults: {
      TOO_LARGE: 'Este archivo supera los 15 MB. Elige uno más pequeño.',
      EMPTY: 'Este archivo está vacío. Elige otro.',
      FORMAT: 'Este archivo no es PDF, PNG, JPG ni TIFF. Elige otro.',
      TOO_MANY: 'Este archivo supera el límite de 20. Quítalo, o quita otro.',
    },
  },

  archiveSuccess: {
    heading: 'Documento recibido',
    text: (company) => `${company} lo ha recibido.`,
    another: 'Subir otro documento',
  },

  archive: {
    unknown: 'Documento',
    states: {
      STARTED: 'En proceso',
      ANALYZED: 'Listo',
      UNSUPPORTED: 'Guardado',
      ERROR: 'No se pudo leer',
      REVOKED: 'Eliminado',
    },
    error: 'No hemos podido leer este documento. Prueba con una foto más nítida o el archivo original.',
  },

  revokeArchive: {
    heading: (type) => type,
    files: 'Archivos',
    remove: 'Eliminar documento',
    askTitle: '¿Eliminar este documento?',
    askText: (company) => `${company} ya no podrá usarlo. No se puede deshacer.`,
    confirm: 'Eliminar',
    keep: 'Conservar',
    goneTitle: 'Documento eliminado',
    goneText: (company) => `${company} ya no puede usarlo.`,
    another: 'Volver a los documentos',
  },

  failed: {
    heading: 'Algo ha fallado de nuestro lado',
    text: 'Inténtalo de nuevo dentro de un momento.',
    networkHeading: 'Sin conexión',
    networkText: 'Revisa tu conexión a internet e inténtalo de nuevo.',
  },

  expired: {
    heading: 'Renovando tu sesión',
    text: 'Solo será un momento. Lo que escribiste se conserva.',
    emptyHeading: 'Conectando…',
    emptyText: 'Solo será un momento.',
    stuckHeading: 'Tu sesión ha terminado',
    stuckText: 'Cierra esta ventana y empieza de nuevo.',
  },

  closing: {
    heading: '¿Salir sin terminar?',
    text: 'Se perderá lo que has escrito.',
    stay: 'Quedarme',
    confirm: 'Salir',
  },

  failures: {
    NETWORK: 'El servidor no responde. Revisa tu conexión e inténtalo de nuevo.',
    INVALID_PARAMETERS: 'Algún dato no es válido. Revisa lo que has escrito e inténtalo de nuevo.',
    REQUEST_LIMIT_EXCEEDED: 'Demasiados intentos. Espera un momento e inténtalo de nuevo.',
    UNSUPPORTED_TYPE: 'Este tipo de archivo no se acepta. Elige un PDF, PNG, JPG o TIFF.',
    FILE_LOCKED: 'Un archivo está protegido con contraseña. Guárdalo sin ella y vuelve a elegirlo.',
    FILE_DAMAGED: 'Un archivo está dañado y no se puede abrir. Guárdalo o escanéalo de nuevo.',
    SERVER_ERROR: 'Algo ha fallado de nuestro lado. Inténtalo de nuevo dentro de un momento.',
    SERVER_UNAVAILABLE: 'El servicio no está disponible ahora. Inténtalo dentro de unos minutos.',
    OTHER: 'No ha funcionado. Inténtalo de nuevo.',
  },

  linkErrors: {
    ACCOUNT_DISABLED: {
      title: 'Esta cuenta está desactivada',
      text: 'Pide a tu proveedor que la active e inténtalo de nuevo.',
    },
    ACCOUNT_INACCESSIBLE: {
      title: 'No se puede acceder a esta cuenta',
      text: 'Tu proveedor no nos da acceso por ahora. Inténtalo más tarde.',
    },
    ACCOUNT_INCOMPLETE: {
      title: 'Tu cuenta aún no está lista',
      text: 'Termina el registro con tu proveedor e inténtalo de nuevo.',
    },
    ACCOUNT_LOCKED: {
      title: 'Tu cuenta está bloqueada',
      text: 'Desbloquéala en la página de tu proveedor e inténtalo de nuevo.',
    },
    AUTH_REQUIRED: {
      title: 'Tu proveedor pide que inicies sesión antes',
      text: 'Hazlo una vez en su página y vuelve a intentarlo aquí.',
    },
    EXPIRED_CREDENTIALS: {
      title: 'Tu contraseña ha caducado',
      text: 'Cámbiala en la página de tu proveedor y usa aquí la nueva.',
    },
    INVALID_ACCOUNT_TYPE: {
      title: 'Este tipo de cuenta no sirve aquí',
      text: 'Usa tu cuenta de trabajo personal e inténtalo de nuevo.',
    },
    INVALID_AUTH: {
      title: 'No se aceptó el inicio de sesión',
      text: 'Tu proveedor no aceptó esta forma de iniciar sesión. Prueba otra.',
    },
    INVALID_CREDENTIALS: {
      title: 'Usuario o contraseña incorrectos',
      text: 'Revísalos e inténtalo de nuevo.',
    },
    INVALID_MFA: { title: 'El código es incorrecto', text: 'Empieza de nuevo para recibir otro.' },
    MFA_TIMEOUT: {
      title: 'Se acabó el tiempo',
      text: 'No se introdujo el código a tiempo. Empieza de nuevo para recibir otro.',
    },
    SERVICE_UNAVAILABLE: {
      title: 'Tu proveedor no está disponible',
      text: 'Su servicio no funciona ahora. Inténtalo dentro de unos minutos.',
    },
    SYSTEM_ERROR: {
      title: 'Algo ha fallado de nuestro lado',
      text: 'Tu cuenta no se ha visto afectada. Inténtalo de nuevo dentro de un momento.',
    },
    TOS_REQUIRED: {
      title: 'Tu proveedor tiene condiciones nuevas',
      text: 'Acéptalas en su página e inténtalo de nuevo.',
    },
    UNSUPPORTED_AUTH_TYPE: {
      title: 'Esta forma de iniciar sesión aún no está disponible',
      text: 'Elige otra forma de iniciar sesión.',
    },
    UNSUPPORTED_MFA_METHOD: {
      title: 'Este tipo de confirmación aún no está disponible',
      text: 'Elige un código por SMS o correo en los ajustes de tu proveedor e inténtalo de nuevo.',
    },
  },
  linkErrorAnother: 'Elegir otra cuenta',
};
