package dev.beckon.data;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What columns are usually called, in English, German, French and by Shopify, for a first guess at a file. */
final class ColumnWords {

    private static final Map<String, List<String>> NAMES = Map.ofEntries(
            Map.entry(
                    "customer-id",
                    words("customerid custid clientid householdid userid memberid customer customerno "
                            + "customernumber accountid kundennummer kundennr kundenid kdnr kunde numéroclient "
                            + "numeroclient noclient codeclient idclient client")),
            Map.entry(
                    "order-id",
                    words("orderid invoiceno invoice basketid orderno ordernumber transactionid receiptid "
                            + "bestellnummer bestellnr bestellid auftragsnummer auftragsnr rechnungsnummer "
                            + "rechnungsnr belegnummer bestellung numérocommande numérodecommande nocommande "
                            + "numcommande commande facture")),
            Map.entry("event-id", words("eventid ereignisid")),
            Map.entry(
                    "date",
                    words("date orderdate orderedat invoicedate purchasedate transactiondate "
                            + "transactiontimestamp day bestelldatum auftragsdatum kaufdatum rechnungsdatum "
                            + "bestelltam datum datecommande datedecommande datedachat createdat paidat")),
            Map.entry(
                    "product",
                    words("product productid productname item sku stockcode artikel artikelnummer artikelnr "
                            + "artikelname artikelbezeichnung produkt produktname article produit référence "
                            + "lineitemname lineitemsku")),
            Map.entry(
                    "product-title",
                    words("productname producttitle title name description artikelname artikelbezeichnung "
                            + "produktname bezeichnung titel nomduproduit désignation libellé")),
            Map.entry(
                    "category",
                    words("category productcategory department kategorie warengruppe artikelgruppe catégorie "
                            + "rayon")),
            Map.entry(
                    "quantity", words("quantity qty units menge anzahl stück stückzahl quantité qté lineitemquantity")),
            Map.entry(
                    "unit-price",
                    words("unitprice price einzelpreis stückpreis preis prixunitaire prix lineitemprice")),
            Map.entry(
                    "amount",
                    words("amount revenue sales salesvalue total netamount value betrag gesamtbetrag "
                            + "gesamtpreis gesamtsumme summe umsatz nettobetrag montant montanttotal ordertotal")),
            Map.entry("discount", words("discount retaildisc rabatt nachlass remise")),
            Map.entry("cost", words("cost kosten einkaufspreis coût")),
            Map.entry("profit", words("profit gewinn bénéfice")),
            Map.entry("currency", words("currency währung waehrung devise currencycode")),
            Map.entry("first-name", words("firstname givenname vorname prénom prenom")),
            Map.entry("last-name", words("lastname surname familyname nachname familienname nom nomdefamille")),
            Map.entry("full-name", words("fullname name customername kundenname nomcomplet")),
            Map.entry("email", words("email mail emailaddress emailadresse courriel adressemail adresseemail")),
            Map.entry(
                    "phone",
                    words("phone mobile phonenumber telephone telefon telefonnummer mobil mobilnummer "
                            + "mobiltelefon handy handynummer téléphone portable defaultaddressphone billingphone "
                            + "shippingphone")),
            Map.entry(
                    "birth-date",
                    words("birthdate dob dateofbirth birthday geburtsdatum geburtstag geboren geborenam "
                            + "datedenaissance naissance")),
            Map.entry("gender", words("gender sex geschlecht sexe")),
            Map.entry("city", words("city town ort stadt wohnort ville defaultaddresscity billingcity shippingcity")),
            Map.entry(
                    "region",
                    words("region state province bundesland kanton région defaultaddressprovincecode "
                            + "billingprovince shippingprovince")),
            Map.entry(
                    "country",
                    words("country countrycode land landcode ländercode pays defaultaddresscountrycode "
                            + "billingcountry shippingcountry")),
            Map.entry("language", words("language lang sprache langue")),
            Map.entry("time-zone", words("timezone zone tz zeitzone fuseauhoraire")),
            Map.entry(
                    "signup-date",
                    words("signupdate dtcustomer createdat registered registriertam registrierungsdatum "
                            + "anmeldedatum kundeseit dateinscription datedinscription")),
            Map.entry("channel", words("channel kanal canal")),
            Map.entry("state", words("state consent status einwilligung zustimmung consentement statut")),
            Map.entry(
                    "do-not-disturb",
                    words("donotdisturb dnd donotcontact donotemail unsubscribed unsubscribedfromallemail emailoptout "
                            + "optedout optout optedoutofemail hasoptedoutofemail werbesperre nichtkontaktieren "
                            + "abgemeldet nepascontacter désinscrit")),
            Map.entry(
                    "email-consent",
                    words("acceptsemailmarketing acceptsmarketing emailmarketing emailmarketingconsent emailconsent "
                            + "emailoptin optinemail emailsubscribed emailpermission newsletter newsletteroptin "
                            + "newsletteranmeldung newslettereinwilligung emaileinwilligung consentementemail "
                            + "accepteemail")),
            Map.entry(
                    "whatsapp-consent",
                    words("acceptswhatsappmarketing whatsappmarketing whatsappconsent whatsappoptin optinwhatsapp "
                            + "whatsapppermission whatsappeinwilligung consentementwhatsapp")),
            Map.entry(
                    "phone-consent",
                    words("acceptsphonemarketing phonemarketing phoneconsent phoneoptin optinphone phonepermission "
                            + "callconsent calloptin telefoneinwilligung consentementtéléphone")),
            Map.entry("campaign", words("campaign campaignname campaignid kampagne campagne")),
            Map.entry("reason", words("reason grund motif raison")),
            Map.entry(
                    "address",
                    words("address email mail phone emailaddress emailadresse adresse courriel telefon "
                            + "telefonnummer téléphone")),
            Map.entry("type", words("type event eventtype typ ereignis événement")),
            Map.entry(
                    "at",
                    words("at timestamp recordedat happenedat sentat time date since createdat zeitpunkt datum "
                            + "erfasstam erteiltam horodatage")));

    /** Of Shopify's orders: a row a line, where what is said of a whole order, such as its total, isn't the line's. */
    private static final Map<String, String> OF_SHOPIFY_LINES = Map.of(
            "customer-id", "email", "order-id", "name", "full-name", "billingname", "amount", "", "discount", "");

    private ColumnWords() {}

    private static List<String> words(String text) {
        return List.of(text.split(" "));
    }

    /** The column that probably holds a field. */
    static Optional<String> columnFor(String field, List<String> titles) {
        String shopify = OF_SHOPIFY_LINES.get(field);
        if (shopify != null && isShopifyLines(titles)) {
            return shopify.isEmpty() ? Optional.empty() : named(shopify, titles);
        }
        return NAMES.getOrDefault(field, List.of()).stream()
                .flatMap(name -> named(name, titles).stream())
                .findFirst();
    }

    private static Optional<String> named(String name, List<String> titles) {
        return titles.stream().filter(title -> Field.sameName(name, title)).findFirst();
    }

    private static boolean isShopifyLines(List<String> titles) {
        return named("lineitemprice", titles).isPresent()
                && named("name", titles).isPresent();
    }

    static boolean has(String field, List<String> titles) {
        return columnFor(field, titles).isPresent();
    }
}
