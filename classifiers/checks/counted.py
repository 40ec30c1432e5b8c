"""What numbers count in sentences: "20000 rows", "48291 spectators". A postcode has no such word behind it."""

from classifiers.checks.words import words

COUNTED = words(
    "units rows boxes items files euro euros eur usd users people lines words records steps tokens bytes "
    "cartons pieces pcs points times days hours minutes seconds tests images samples customers orders requests "
    "views sales dollars pounds stück personen zeilen dateien tage stunden lignes fichiers personnes jours "
    "heures filas usuarios personas días horas righe utenti persone giorni ore regels gebruikers mensen dagen "
    "uur linhas usuários pessoas dias osób more less fewer "
    "spectators fans viewers visitors attendees guests followers subscribers members players students employees voters "
    "votes seats tickets copies downloads clicks calls messages mails errors warnings bugs builds commits inhabitants "
    "residents tons tonnes miles metres meters kilometres shares jobs cases deaths books songs cars "
    "zuschauer besucher einwohner mitglieder stimmen plätze exemplare stellen autos fehler kilometer tonnen "
    "spectateurs visiteurs habitants membres voix places exemplaires mètres espectadores visitantes habitantes "
    "miembros votos plazas ejemplares metros spettatori visitatori abitanti membri voti posti copie metri toeschouwers "
    "bezoekers inwoners leden stemmen plaatsen moradores lugares widzów mieszkańców członków głosów miejsc"
)
