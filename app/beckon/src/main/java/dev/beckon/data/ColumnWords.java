package dev.beckon.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What columns are usually called, for a first guess at a file. */
final class ColumnWords {

    private static final Map<String, List<String>> NAMES = names();

    private ColumnWords() {}

    private static Map<String, List<String>> names() {
        var names = new LinkedHashMap<String, List<String>>();
        names.put(
                "customer-id",
                List.of(
                        "customerid",
                        "custid",
                        "clientid",
                        "householdid",
                        "userid",
                        "memberid",
                        "customer",
                        "customerno",
                        "customernumber",
                        "accountid"));
        names.put(
                "order-id",
                List.of(
                        "orderid",
                        "invoiceno",
                        "invoice",
                        "basketid",
                        "orderno",
                        "ordernumber",
                        "transactionid",
                        "receiptid"));
        names.put("event-id", List.of("eventid"));
        names.put(
                "date",
                List.of(
                        "date",
                        "orderdate",
                        "orderedat",
                        "invoicedate",
                        "purchasedate",
                        "transactiondate",
                        "transactiontimestamp",
                        "day"));
        names.put("product", List.of("product", "productid", "productname", "item", "sku", "stockcode"));
        names.put("product-title", List.of("productname", "producttitle", "title", "name", "description"));
        names.put("category", List.of("category", "productcategory", "department"));
        names.put("quantity", List.of("quantity", "qty", "units"));
        names.put("unit-price", List.of("unitprice", "price"));
        names.put("amount", List.of("amount", "revenue", "sales", "salesvalue", "total", "netamount", "value"));
        names.put("discount", List.of("discount", "retaildisc"));
        names.put("cost", List.of("cost"));
        names.put("profit", List.of("profit"));
        names.put("currency", List.of("currency"));
        names.put("first-name", List.of("firstname", "givenname"));
        names.put("last-name", List.of("lastname", "surname", "familyname"));
        names.put("full-name", List.of("fullname", "name", "customername"));
        names.put("email", List.of("email", "mail", "emailaddress"));
        names.put("phone", List.of("phone", "mobile", "phonenumber", "telephone"));
        names.put("birth-date", List.of("birthdate", "dob", "dateofbirth", "birthday"));
        names.put("gender", List.of("gender", "sex"));
        names.put("city", List.of("city", "town"));
        names.put("region", List.of("region", "state", "province"));
        names.put("country", List.of("country"));
        names.put("language", List.of("language", "lang"));
        names.put("time-zone", List.of("timezone", "zone", "tz"));
        names.put("signup-date", List.of("signupdate", "dtcustomer", "createdat", "registered"));
        names.put("channel", List.of("channel"));
        names.put("state", List.of("state", "consent", "status"));
        names.put("campaign", List.of("campaign", "campaignname", "campaignid"));
        names.put("reason", List.of("reason"));
        names.put("address", List.of("address", "email", "mail", "phone"));
        names.put("type", List.of("type", "event", "eventtype"));
        names.put(
                "at",
                List.of("at", "timestamp", "recordedat", "happenedat", "sentat", "time", "date", "since", "createdat"));
        return names;
    }

    /** The column that probably holds a field. */
    static Optional<String> columnFor(String field, List<String> titles) {
        for (String name : NAMES.getOrDefault(field, List.of())) {
            for (String title : titles) {
                if (Field.sameName(name, title)) {
                    return Optional.of(title);
                }
            }
        }
        return Optional.empty();
    }

    static boolean has(String field, List<String> titles) {
        return columnFor(field, titles).isPresent();
    }
}
