"""Spanish."""

from .tongue import Tongue

SPANISH = Tongue(
    code="es", share=14, spoken=("es", "en"),
    given=(
        "María José Lucía Carlos Ana Javier Elena Diego Carmen Pablo Sofía Andrés Valentina Miguel Camila Jorge Paula "
        "Luis Isabel Ricardo Daniela Fernando Rosa Álvaro Mariana Sergio Julieta Raúl Teresa Emilio"
    ),
    family=(
        "Ortega Ramírez Fuentes Castillo Herrera Molina Vargas Navarro Rojas Ibáñez Salazar Peña Cordero Aguilar "
        "Méndez Lozano Cabrera Espinosa Figueroa Núñez Arroyo Benítez Duarte Olmos Paredes Quiroga Sandoval Valdés"
    ),
    places=(
        ("ES", "Europe/Madrid"), ("MX", "America/Mexico_City"), ("AR", "America/Argentina/Buenos_Aires"), ("CO", "America/Bogota"),
        ("CL", "America/Santiago"), ("PE", "America/Lima"), ("US", "America/Los_Angeles"), ("EC", "America/Guayaquil"),
    ),
    things=(
        "el formulario de eventos adversos", "el calendario de visitas", "la exportación SDTM", "la lista de consultas",
        "la firma del cuaderno", "el registro de auditoría", "la importación del laboratorio", "la conversión de unidades",
        "el consentimiento", "el panel del centro", "la fecha parcial", "el grupo repetido",
    ),
    sites=("en nuestro centro", "en Bogotá", "en un estudio de fase III", "en la tableta", "con doble entrada", "en la versión 4.0", "en el hospital de Sevilla"),
    moments=(
        "después de la actualización", "cuando falta el mes", "cuando se salta una visita", "antes del cierre de la base",
        "cuando la conexión es lenta", "tras una enmienda del protocolo", "al guardar dos veces",
    ),
    titles=(
        "¿Cómo usan {thing} {place}?", "{thing} pierde un valor {event}", "¿Se puede bloquear {thing} {event}?",
        "{thing} va lento {place}", "Buenas prácticas para {thing} {event}", "Error con {n} filas: {thing} {place}",
    ),
    sentences=(
        "Lo vimos con {thing} {place}.", "Ocurre {event}, unas {n} veces al mes.", "El monitor preguntó y no supe qué responder.",
        "¿Alguien lo ha resuelto {place}?", "En nuestro caso bastó con dividir el formulario.",
        "Por favor, no imputen nada aquí; después no se distingue de un dato real.",
        "Con {n} participantes tarda un minuto.", "La documentación dice poco sobre {thing}.",
        "**Se puede repetir sin riesgo**: nada se escribe dos veces.", "Gracias, eso explica lo que vimos {event}.",
        "Usamos `{n}` como código de *no realizado*.", "Primero en el entorno de formación, luego {place}.",
        "Un auditor lo aceptó la primavera pasada.", "Puedo enviar un formulario sin datos de pacientes.",
    ),
)  # fmt: skip
