# Todo lo que dice el bot, en español.

## Órdenes

name-digest = resumen
name-latest = último
name-search = buscar
name-show = mostrar
name-random = azar
name-today = hoy
name-edit = corregir
name-remove = quitar
name-drafts = borradores
name-author = autor
name-tags = temas
name-add = añadir
name-url = url
name-file = archivo
name-digest-this = Resumir
name-about = acerca
name-help = ayuda
name-count = número
name-publication = medio
name-tag = tema
name-query = consulta
name-name = nombre
name-private = privado
name-follow = seguir
name-unfollow = dejar
name-me = yo
name-timezone = zona
name-hour = hora
name-language = idioma
name-forget = olvidar
name-daily = diario
name-set = configurar
name-pause = pausar
name-resume = reanudar
name-stop = terminar
name-preview = anticipo
name-channel = canal
name-at = a_las
name-days = días
name-exclude = sin
name-when_empty = si_no_hay_nada
name-role = rol
name-settings = ajustes
name-log_channel = canal_de_avisos
name-hide_publication = ocultar_medio
name-hide_tag = ocultar_tema
name-hide_language = ocultar_idioma
name-show_again = volver_a_mostrar
name-reset = restablecer

command-digest = Artículos de opinión en breve: quién defiende qué, y por qué
command-digest-latest = El último resumen, o los últimos
    .count = Más de uno da una lista
    .publication = Solo de este medio
    .author = Solo de este autor
    .tag = Solo sobre este tema
command-digest-search = Buscar resúmenes por sus palabras
    .query = Palabras del título, el argumento, el autor o los temas
command-digest-show = Mostrar un resumen
    .digest = Su título, su autor o su identificador
command-digest-random = Mostrar un resumen al azar
command-digest-today = Mostrar el resumen del día de este canal
command-digest-edit = Corregir un resumen
    .digest = Su título, su autor o su identificador
command-digest-remove = Quitar un resumen de la colección, con sus publicaciones
    .digest = Su título, su autor o su identificador
command-digest-drafts = Lo que espera a publicarse
command-author = Quién es un autor, y sus artículos, los más nuevos primero
    .name = El nombre del autor o su usuario
command-tags = Los temas más usados, o los resúmenes de uno
    .tag = El tema cuyos resúmenes se muestran
command-follow = Una carta al día con lo nuevo de un autor o de un tema
    .author = De quién es lo nuevo
    .tag = De qué trata lo nuevo
command-unfollow = No más cartas sobre un autor o un tema
    .author = Un autor que sigues
    .tag = Un tema que sigues
command-me = Tu zona horaria, la hora de tus cartas, tu idioma y lo que sigues
    .timezone = Región/Ciudad, como Europe/Madrid, o UTC
    .hour = La hora de tu carta diaria, de 0 a 23
    .language = El idioma en que se te responde
    .forget = Borrar todo lo que se guarda de ti
choice-language-en = English
choice-language-de = Deutsch
choice-language-es = Español
choice-language-fr = Français
choice-language-discord = Como en Discord
command-daily = Las publicaciones diarias de este servidor
command-daily-set = Una publicación diaria para un canal, o un cambio en una que ya hay
    .channel = Dónde llega; en este canal, si no nombras ninguno
    .at = Hora local, como 08:00
    .timezone = Región/Ciudad, como Europe/Madrid, o UTC
    .days = Qué días, como lun-vie; todos, si no nombras ninguno
    .count = Cuántos resúmenes trae: uno es la ficha entera
    .tag = Solo artículos sobre este tema; varios, con comas
    .author = Solo artículos de estos autores; varios, con comas
    .publication = Solo artículos de este medio; varios, con comas
    .exclude = Nunca artículos con este tema, autor o medio
    .language = Solo artículos en este idioma
    .when_empty = Qué llega cuando no hay nada nuevo
    .role = Un rol que cada publicación menciona
    .name = Cómo se llama; el nombre de una que ya hay cambia esa
choice-when_empty-older = Un artículo anterior que el canal no ha tenido
choice-when_empty-silence = Nada
choice-when_empty-say = Una línea que lo dice
command-daily-show = Qué llega a los canales de este servidor, y cuándo
command-daily-pause = Dejar en pausa una publicación diaria hasta que se reanude
    .name = Cuál; la de este canal, si no nombras ninguna
command-daily-resume = Hacer que una publicación diaria llegue de nuevo
    .name = Cuál; la de este canal, si no nombras ninguna
command-daily-stop = Terminar una publicación diaria
    .name = Cuál; la de este canal, si no nombras ninguna
command-daily-preview = La próxima publicación diaria tal como será, solo para ti
    .name = Cuál; la de este canal, si no nombras ninguna
command-settings = Cómo quiere este servidor el bot: idioma, canal de avisos y lo que oculta
    .language = El idioma de lo que aquí ven todos
    .log_channel = Dónde se avisa a los administradores de lo que falla
    .hide_publication = Sus artículos ya no se ven aquí
    .hide_tag = Los artículos sobre él ya no se ven aquí
    .hide_language = Los artículos en él ya no se ven aquí
    .show_again = Algo oculto que se verá de nuevo
    .reset = Lo que vuelve a ser como al principio
choice-language-readers = El de cada lector
choice-reset-language = El idioma
choice-reset-log_channel = El canal de avisos
choice-reset-hidden = Lo oculto
choice-reset-everything = Todo
command-add = Resumir un artículo y ponerlo en la colección
    .url = La dirección del artículo
    .file = El artículo en un archivo, texto o HTML
command-digest-this = Resumir solo para ti el artículo enlazado en un mensaje
command-about = Qué es este bot, cómo se hacen los resúmenes, y privacidad
command-help = Lo que sabe hacer este bot
option-private = Mostrar la respuesta solo a ti

## Tarjetas

argues =
    { $kind ->
        [news]
            { $authors ->
                [one] *{ $names }* informa
               *[other] *{ $names }* informan
            }
       *[other]
            { $authors ->
                [one] *{ $names }* sostiene
               *[other] *{ $names }* sostienen
            }
    }
deck = *Resumen de la redacción*
deck-of = *Resumen de { $publication }*
unnamed = Sin firma
quoted = «{ $quote }»
tags = Temas
minutes = { $minutes } min de lectura
made-by-hand = Resumido a mano
made-edited = Corregido a mano
made-extractive =
    { $authors ->
        [0] Con las palabras del artículo
        [one] Con las palabras del autor
       *[other] Con las palabras de los autores
    }
made-with-deck = La primera línea de la redacción, el resto con las palabras del artículo
made-by-model = Escrito por { $model }, comprobado con el artículo
about-authors =
    { $authors ->
        [0] Sobre el medio
        [one] Sobre el autor
       *[other] Sobre los autores
    }
related = Relacionado
read =
    { $kind ->
        [op-ed] Leer el artículo
       *[other] Leer el original
    }

## Quién es quién

nothing-known = Aquí no se sabe más.
unsigned = Nadie firma este artículo: habla por el medio.
unnamed-publication = Un medio sin nombre
the-original = El original

## Listas

newest = Los últimos
newest-of-these = Los últimos de estos
searched = Búsqueda: { $query }
by = De { $name }
tagged = Tema { $tag }
related-to = Relacionado con { $title }
digests =
    { $count ->
        [one] 1 resumen
       *[other] { $count } resúmenes
    }
page = página { $page } de { $pages }
page-short = { $page } de { $pages }
first = « Primera
previous = ‹ Anterior
next = Siguiente ›
last = Última »
post-here = Publicar aquí
open-one = Abrir un resumen
list-tag = Mostrar un tema
some-tags = { $shown } de { $all } temas
nearest-to = Ningún resumen tiene todo de «{ $query }»; estos son los más cercanos.

## Nada

nothing-found = Aquí no hay nada sobre «{ $query }». Prueba con menos palabras, con otras, o con uno de los temas: { $tags }.
nothing-listed = Ningún resumen cumple todo eso. Quita una de las opciones.
nothing-related = Nada más en la colección comparte sus temas o sus autores.
no-author = Nadie llamado «{ $name }» está en la colección. Los nombres se completan al escribir.
no-author-but = Nadie llamado «{ $name }» está en la colección. ¿Quieres decir { $near }?
no-tag = Ningún resumen tiene el tema «{ $name }». `/tags` muestra los que hay.
no-tag-but = Ningún resumen tiene el tema «{ $name }». ¿Quieres decir { $near }?
no-publication = Ningún resumen es de «{ $name }». Los medios se completan al escribir.
no-publication-but = Ningún resumen es de «{ $name }». ¿Quieres decir { $near }?
empty-library = La colección está vacía. Un curador la llena con `standfirst add`.

## Añadir

added = Ya está en la colección.
known = Ya estaba en la colección; no cambió nada.
known-elsewhere = Ya estaba en la colección, desde otra dirección; esta quedó anotada.
updated = El artículo cambió desde entonces, y su resumen con él: { $changes }.
known-by-hand = El artículo cambió desde entonces, pero su resumen está hecho a mano y se queda como está.
refused = No se hizo ningún resumen: { $reason }.
add-nothing = Da la dirección de un artículo en `url`, o un archivo de texto o HTML en `file`.
add-one = Da una dirección o un archivo, no ambos.
digest-this-nothing = En ese mensaje no hay ningún enlace, y es demasiado corto para resumirlo.
message-of = Un mensaje de { $name }
curators-only = La colección la llenan sus curadores, y aquí no lo eres. Para leer un artículo en breve, usa *Digest this* en el menú de un mensaje con su enlace.
busy = Ahora mismo hay demasiado en marcha. Inténtalo de nuevo en un minuto.
slow-down = Eso ha sido mucho de una vez. Espera un minuto y vuelve a intentarlo.
interrupted = Se interrumpió antes de terminar. Inténtalo de nuevo.

## Curaduría

edit-title = Título
edit-gist = Lo que se sostiene
edit-points = Puntos, uno por línea
edit-quote = Cita, palabra por palabra
edit-tags = Temas, separados por comas
unfit = No se cambió nada: { $reason }.
edited = El resumen está corregido.
published = Los lectores ya lo ven.
publish = Publicar
edit = Corregir
discard = Descartar
drafts =
    { $count ->
        [one] Espera un borrador.
       *[other] Esperan { $count } borradores.
    }
no-drafts = Ningún borrador espera a publicarse.
open-draft = Abrir un borrador
really-remove = ¿Quitar **{ $title }** de la colección, con sus publicaciones?
remove = Quitar
remove-for-good = Quitar para siempre
removed =
    { $posts ->
        [0] Está quitado.
        [one] Está quitado, y una publicación borrada.
       *[other] Está quitado, y { $posts } publicaciones borradas.
    }
removed-for-good =
    { $posts ->
        [0] Está quitado y no volverá.
        [one] Está quitado y no volverá, y una publicación está borrada.
       *[other] Está quitado y no volverá, y { $posts } publicaciones están borradas.
    }
posts-answered =
    { $count ->
        [one] Una publicación del foro se queda sin él, por las respuestas de sus lectores.
       *[other] { $count } publicaciones del foro se quedan sin él, por las respuestas de sus lectores.
    }
posts-emptied =
    { $count ->
        [one] Una publicación del foro se queda, vacía: para eliminarla hace falta **Gestionar hilos**.
       *[other] { $count } publicaciones del foro se quedan, vacías: para eliminarlas hace falta **Gestionar hilos**.
    }
no-digest = Ningún resumen se llama «{ $name }». Los títulos se completan al escribir.
no-digest-but = Ningún resumen se llama «{ $name }». ¿Quieres decir { $near }?
votes = Lectores: 👍 { $up } · 👎 { $down }
vote-counted = Gracias, cuenta. Pulsa otra vez para retirarlo.
vote-taken-back = Retirado.
tags-of = Temas de { $title }

## Hoy

posted-here = La última publicación diaria de este canal, del { $day }.
not-posted-yet = Este canal aún no ha tenido publicación diaria; esta es la elección de hoy de la colección.

## Ayuda

help-menu = `{ $name }`, en el menú de un mensaje, en *Aplicaciones*
help-more = Toda orden admite `private:True`: entonces la respuesta es solo para ti.
help-foot = { $digests } en la colección. Cada uno es la opinión de alguien, y dice de quién.

## Fallos

broken = Algo se ha roto aquí, y no es culpa tuya. Está en el registro; inténtalo de nuevo en un minuto.
unknown-command = Esta orden ya no existe. Discord muestra las que hay cuando escribes `/`.
old-button = Este botón es de otra versión y ya no significa nada. Prueba `/help`.
gone = Ese resumen ya no está: se sacó de la colección.

## Acerca de

about-what = Artículos de opinión en breve: quién defiende qué, y por qué. Un artículo de opinión es la opinión de alguien, y cada resumen dice de quién.
about-library = En la colección: { $digests }, { $people } autores, { $tags } temas.
about-made = Cómo se hacen los resúmenes
about-made-how = Cada tarjeta lo dice al pie: con frases del propio autor, por un modelo y comprobado con el artículo, por la redacción del medio, o a mano. El artículo no se guarda nunca; el título lleva a él.
about-privacy = Privacidad
about-privacy-how = De ti se guarda: tus votos, lo que sigues y ajustas, y, de los curadores, lo que cambiaron. El bot no lee ningún mensaje salvo aquel en que usas *Digest this*, y no lo guarda.

## Personas

me-title = Tú
me-zone = Zona horaria
me-zone-none = UTC, hasta que pongas la tuya con `/me timezone`
me-letter = Carta diaria
me-letter-at = A las { $hour }, si hay algo nuevo; la próxima el { $next }.
me-letter-none = No llega ninguna, porque no sigues nada. `/follow` acepta autores y temas.
me-language = Idioma
me-language-discord = { $language }, como en Discord
me-follows = Sigues
me-follows-nothing = Nada
me-foot = /me forget:True borra todo lo que se guarda de ti: esto, tus votos y la lista de tus cartas.
me-saved = Guardado.
me-forgotten = Todo lo que se guardaba de ti está borrado: tus ajustes, lo que seguías, tus votos y la lista de tus cartas.
me-nothing-kept = No se guarda nada de ti.
no-zone = «{ $name }» no es una zona horaria. Escribe Región/Ciudad, como `Europe/Madrid`, o `UTC`; los nombres se completan al escribir.
no-zone-but = «{ $name }» no es una zona horaria. ¿Querías decir `{ $near }`?
follow-new = Desde ahora sigues a **{ $name }**.
follow-known = Ya sigues a **{ $name }**.
follow-full = **{ $name }** no se añadió: se siguen como mucho { $most } autores y temas. `/unfollow` hace sitio.
follow-when = Lo nuevo llega en un mensaje directo al día, a las { $hour } ({ $zone }). `/me` lo cambia.
follows = Lo que sigues
authors = Autores
follows-count = { $count } de { $most } como mucho
follows-nothing = No sigues nada. Con `/follow` sigues a un autor o un tema, y lo nuevo llega en un mensaje directo al día.
unfollow-one = Dejar de seguir
unfollow-done = Ya no sigues a **{ $name }**.
unfollow-unknown = No sigues a «{ $name }». `/follow` muestra lo que sigues.
unfollow-unknown-but = No sigues a «{ $name }». ¿Querías decir { $near }?
daily-title = Las opiniones de hoy
daily-title-of = Opiniones del { $day }
daily-nothing = Hoy no hay nada nuevo: este canal ya ha recibido todo lo que quiere.
daily-newest = Lo más nuevo

letter-title = Lo nuevo de lo que sigues
letter-more = … y { $more } más: `/digest latest`
letter-foot = Una carta al día como mucho. /me pone la hora, /unfollow el contenido.
letter-stop = No más cartas
letter-stopped = Tus cartas están detenidas; lo que sigues se conserva.
letter-resume = Enviarlas de nuevo
letter-resumed = Tus cartas llegan de nuevo; la próxima el { $next }, si hay algo nuevo.
letters-reopened = Tus cartas estaban retenidas, porque Discord no dejaba a este bot escribirte. Desde ahora llegan de nuevo; si no, permite los mensajes directos en los ajustes de privacidad de un servidor que compartas con él.

## Publicaciones diarias

dailies-title = Publicaciones diarias de este servidor
dailies-foot = /daily set con un nombre cambia una; /daily preview muestra la próxima.
daily-none = Este servidor no tiene ninguna publicación diaria. `/daily set` crea una; sin más, para este canal a las 08:00.
daily-unknown = Ninguna publicación diaria de aquí se llama «{ $name }». Hay: { $names }. No se cambió nada.
daily-which = ¿Cuál? Da su nombre: { $names }.
daily-config = **{ $name }** la ajusta quien lleva este bot, en config.toml bajo [[daily]]. Aquí se puede mostrar, pausar y reanudar; lo demás se cambia allí.
daily-from-config = Ajustada en el config.toml del operador
daily-new = Creada: **{ $name }**
daily-changed = Cambiada: **{ $name }**
daily-same = **{ $name }** ya está así.
daily-when = { $days } a las { $at } ({ $zone })
daily-what =
    { $count ->
        [one] Un resumen en { $channel }: { $when }.
       *[other] { $count } resúmenes en { $channel }: { $when }.
    }
daily-next = Próxima: { $next }
daily-tags = Solo sobre: { $names }
daily-authors = Solo de: { $names }
daily-publications = Solo en: { $names }
daily-exclude = Nunca: { $names }
daily-languages = Solo en el idioma: { $names }
daily-silence = Cuando no hay nada nuevo, no llega nada.
daily-say = Cuando no hay nada nuevo, una línea lo dice.
daily-role = Menciona a { $role }
daily-crosspost = Cada publicación llega también a los servidores que siguen el canal.
daily-paused-asked = En pausa desde { $since }, a petición; con `/daily resume` llega de nuevo.
daily-paused-refused = En pausa desde { $since }, porque Discord no deja a este bot publicar allí: { $reason }. Sigue sola cuando pueda, o con `/daily resume`.
daily-paused-missing = En pausa desde { $since }, porque el canal ya no existe. `/daily set` con su nombre le da otro.
daily-paused-left = En pausa desde { $since }, porque este bot no estaba en el servidor.
daily-paused = **{ $name }** está en pausa. Con `/daily resume` llega de nuevo; lo que falte no se recupera.
daily-resumed = **{ $name }** llega de nuevo; próxima: { $next }.
daily-stopped = **{ $name }** ya no llega. `/daily set` la crea de nuevo.
daily-preview = Anticipo de la próxima publicación:
daily-nothing-fits = Nada de lo que encaja es nuevo para este canal ahora: hasta entonces no llegaría nada.
daily-zone-earlier = La zona horaria { $zone } es la de otra publicación diaria de este servidor; `timezone` nombra otra.
daily-zone-own = La zona horaria { $zone } es la tuya de `/me`; `timezone` nombra otra.
daily-zone-none = La zona horaria es UTC, porque ni este servidor ni tú habéis puesto una; `timezone` nombra otra.
daily-name = Un nombre tiene de 1 a { $most } caracteres, y el primero no es @.
daily-full = Este servidor tiene { $most } publicaciones diarias, que es lo más que puede haber. `/daily stop` hace sitio.
nothing-saved = No se guardó nada.
every-day = Todos los días
every-day-too = diario, cada día, a diario, todos
weekdays = De lunes a viernes
weekdays-too = laborables, días laborables, entre semana
weekends = Sábado y domingo
weekends-too = fin de semana, fines de semana
weekly-too = semanal, una vez por semana, cada semana
noon = mediodía
midnight = medianoche
time-loose = «{ $typed }» se entendió como { $time }, pero una hora se escribe con horas y minutos en el reloj de 24 horas. Usa `at:{ $time }`.
time-beyond = «{ $typed }» se entendió como una hora del día, pero ningún día la tiene: las horas van de 00 a 23 y los minutos de 00 a 59. Usa, por ejemplo, `at:{ $time }`.
time-nothing = «{ $typed }» no es una hora del día. Escribe horas y minutos en el reloj de 24 horas: por ejemplo, `at:{ $time }`.
zone-short = «{ $name }» se entendió como abreviatura de una zona horaria, pero no dice cuándo cambian los relojes. Usa `timezone:{ $near }`.
zone-offset = «{ $name }» se entendió como una distancia de UTC, pero no dice cuándo cambian los relojes. Ahora es así en: { $near }. Usa una de estas como `timezone`.
no-days = «{ $name }» no son días. Escríbelos como `lun-vie`, `martes, jueves` o `todos los días`.
no-such-name = Ningún tema, autor ni medio se llama «{ $name }». Los nombres se completan al escribir.
no-such-name-but = Ningún tema, autor ni medio se llama «{ $name }». ¿Querías decir { $near }?

## Servidores

servers-only = Eso se ajusta para un servidor. Úsalo en uno en el que esté este bot.
managers-only = Para eso hace falta el permiso Gestionar servidor, que aquí no tienes.
nothing-changed = No se cambió nada.
settings-title = Ajustes de este servidor
settings-language = Idioma de lo que ven todos
settings-log = Canal de avisos
settings-no-log = Ninguno: se escribe directamente a quien deba saberlo
settings-publications = Medios ocultos
settings-tags = Temas ocultos
settings-languages = Idiomas ocultos
settings-none = Ninguno
settings-foot = Lo oculto no está en ninguna lista, búsqueda ni publicación diaria de este servidor. Solo lo cambia quien gestiona el servidor.
settings-full = Guardado, pero no se pueden ocultar más de { $most } cosas; el resto quedó fuera.
show-again = Volver a mostrar una de estas
not-hidden = Nada llamado «{ $name }» está oculto aquí. `/settings` muestra lo que lo está.
no-language = «{ $name }» no es un idioma conocido aquí. Escribe su código, como `es`, o su nombre, como `español`.
a-publication = Medio
a-tag = Tema
a-language = Idioma
channel-unseen = Este bot no ve { $channel }: necesita allí **Ver canal**, o el canal ya no existe.
channel-elsewhere = { $channel } no es un canal de este servidor. Elige uno que lo sea.
channel-no-place = En { $channel } no se puede publicar nada. Elige un canal de texto.
channel-unknown = Discord no dijo a tiempo qué puede hacer este bot en { $channel }. Inténtalo de nuevo en un minuto.
channel-lacking = A este bot le faltan permisos en { $channel }: { $permissions }. Dáselos allí e inténtalo de nuevo.
no-role = Aquí no hay tal rol que se pueda mencionar. Elige otro, y no \@everyone.
permission-view-channel = Ver canal
permission-send-messages = Enviar mensajes
permission-send-in-threads = Enviar mensajes en hilos
permission-embed-links = Insertar enlaces
permission-read-history = Leer el historial de mensajes
permission-mention-roles = Mencionar \@everyone, \@here y todos los roles

## Avisos

notice-lacking = Desde { $since }, la publicación diaria «{ $name }» no puede salir en { $channel }: a este bot le falta allí { $permissions }. Sigue por sí sola en cuanto lo tenga, o enseguida con `/daily resume`.
notice-gone = Desde { $since }, la publicación diaria «{ $name }» no puede salir: su canal ya no existe. Dale otro con `/daily set`.
notice-left = Desde { $since }, la publicación diaria «{ $name }» no puede salir en { $channel }: este bot ya no está en ese servidor. Si vuelve en treinta días, sigue por sí sola; después se olvida.
notice-refused = Desde { $since }, la publicación diaria «{ $name }» no puede salir en { $channel }. Discord dice: «{ $reason }». Se intenta de nuevo cada día, o enseguida con `/daily resume`.
notice-resumed = La publicación diaria «{ $name }» sigue en { $channel }. Estaba en pausa desde { $since }.
notice-uncertain = La publicación diaria «{ $name }» del { $day } en { $channel } quizá no llegó, y este bot no puede averiguarlo: allí necesita **Leer el historial de mensajes**. Para no publicar dos veces, no se repite. ({ $since })

## Nombres y fechas

and-two = { $first } y { $last }
and-three = { $first }, { $second } y { $last }
and-others = { $first }, { $second } y { $others } más
day = { $day } de { $month } de { $year }
month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre
weekday-1 = lunes
weekday-2 = martes
weekday-3 = miércoles
weekday-4 = jueves
weekday-5 = viernes
weekday-6 = sábado
weekday-7 = domingo
